import { expect, test } from 'vitest'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'
import { send } from './sends.ts'

const { box, app, it } = useHeardBox({ fields: 'message_echoes,message_template_status_update' })

const call = (path: string, body?: unknown, method?: string) =>
  graph(box, path, { token: it('PAGE_TOKEN'), ...(body === undefined ? {} : { body }), ...(method === undefined ? {} : { method }) })
const body = (text: string, examples: readonly string[]) => ({ type: 'BODY', text, example: { body_text: [examples] } })
const ORDER = body('Good news! Your order {{1}} has left our garden and will reach you on {{2}}.', ['4711', 'Monday'])

function create(components: readonly unknown[], more: Record<string, unknown> = {}) {
  return call(`/v26.0/${it('PAGE_ID')}/message_templates`, {
    name: 'order_update',
    language: 'en',
    category: 'UTILITY',
    components,
    ...more,
  })
}

function sendOrder(components: unknown, more: Record<string, unknown> = {}) {
  const template = { name: 'order_update', language: { code: 'en' }, components }
  return send(box, it('OLD_PSID'), { messaging_type: 'UTILITY', message: { template }, ...more })
}

const parameters = (...texts: string[]) => [{ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) }]

async function lastText() {
  const { messages } = (await box.control(`conversations/${it('PAGE_ID')}/${it('OLD_PSID')}`)) as { messages: Record<string, unknown>[] }
  return messages.at(-1)
}

test('[docs] POST /{page}/message_templates: a sound template is approved at once', async () => {
  expect((await create([ORDER])).body).toEqual({ id: expect.stringMatching(/^\d+$/), status: 'APPROVED', category: 'UTILITY' })
})

test('[docs] POST /{page}/messages: a utility template reaches someone outside the window', async () => {
  await create([ORDER])
  const { status, body: sent } = await sendOrder(parameters('4711', 'Tuesday'))
  expect(status).toBe(200)
  expect(sent).toEqual({ recipient_id: it('OLD_PSID'), message_id: expect.any(String) })
  expect(await lastText()).toMatchObject({ text: 'Good news! Your order 4711 has left our garden and will reach you on Tuesday.' })
})

test('[docs] POST /{page}/messages: named parameters are matched by name', async () => {
  const named = {
    type: 'BODY',
    text: 'Thank you, {{customer_name}}, your order {{order_id}} is packed and ready.',
    example: {
      body_text_named_params: [
        { param_name: 'order_id', example: '1' },
        { param_name: 'customer_name', example: 'Ada' },
      ],
    },
  }
  expect((await create([named], { parameter_format: 'NAMED' })).body['status']).toBe('APPROVED')
  const given = [
    { type: 'text', parameter_name: 'order_id', text: '12' },
    { type: 'text', parameter_name: 'customer_name', text: 'Grace' },
  ]
  await sendOrder([{ type: 'body', parameters: given }])
  expect(await lastText()).toMatchObject({ text: 'Thank you, Grace, your order 12 is packed and ready.' })
})

test('[docs] POST /{page}/messages: a header or buttons make a utility message a generic template', async () => {
  const header = { type: 'HEADER', format: 'TEXT', text: '{{1}} update', example: { header_text: ['Order'] } }
  const buttons = { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }] }
  await create([header, ORDER, buttons])
  const given = [
    { type: 'header', parameters: [{ type: 'text', text: 'Order' }] },
    ...parameters('4711', 'Friday'),
    { type: 'buttons', parameters: [{ type: 'URL', url: '4711' }] },
  ]
  expect((await sendOrder(given)).status).toBe(200)
  const { message } = await app.item('message')
  expect(message?.['attachments']).toMatchObject([
    {
      type: 'template',
      payload: {
        template_type: 'generic',
        elements: [
          {
            title: 'Order update',
            subtitle: 'Good news! Your order 4711 has left our garden and will reach you on Friday.',
            buttons: [{ type: 'web_url', title: 'Track', url: 'https://example.com/orders/4711' }],
          },
        ],
      },
    },
  ])
})

test('[unproven] POST /{page}/messages: a utility message may carry a picture in its header', async () => {
  await create([{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4:abc'] } }, ORDER])
  const image = { type: 'header', parameters: [{ type: 'image', image: { link: 'https://example.com/parcel.png' } }] }
  expect((await sendOrder([image, ...parameters('4711', 'Friday')])).status).toBe(200)
  expect((await app.item('message')).message?.['attachments']).toMatchObject([
    { payload: { elements: [{ title: expect.stringContaining('4711'), image_url: 'https://example.com/parcel.png' }] } },
  ])
})

test('[unproven] POST /{page}/messages: a utility message needs its template, its parameters and its type', async () => {
  await create([ORDER])
  expect((await sendOrder(parameters('4711'))).error).toMatchObject({ code: 100 })
  expect((await sendOrder(parameters('4711', 'Monday'), { messaging_type: 'RESPONSE' })).error).toMatchObject({ code: 100 })
  const unknown = { name: 'never_made', language: { code: 'en' } }
  expect((await send(box, it('OLD_PSID'), { messaging_type: 'UTILITY', message: { template: unknown } })).error).toMatchObject({
    code: 100,
  })
  expect((await send(box, it('PSID'), { messaging_type: 'UTILITY', message: { text: 'hi' } })).error).toMatchObject({ code: 100 })
})

test.each([
  ['INCORRECT_PARAMS', body('Your order {1} is on its way to you today.', ['1'])],
  ['INCORRECT_PARAMS', body('Your order {{1a}} is on its way to you today.', ['1'])],
  ['INCORRECT_PARAMS', { type: 'BODY', text: 'Your order {{1}} is on its way to you today.' }],
  ['PARAMS_TO_WORD_RATIO_EXCEED_LIMIT', body('Order {{1}} {{2}} {{3}} here.', ['1', '2', '3'])],
  ['TAG_SHOULD_BE_MARKETING', body('Dear {{1}}, only today a discount on everything in our garden.', ['Ada'])],
])('[docs] POST /{page}/message_templates: rejects with %s', async (reason, component) => {
  const { body: made } = await create([component])
  expect(made).toEqual({ id: expect.any(String), status: 'REJECTED', category: 'UTILITY' })
  expect((await call(`/${String(made['id'])}?fields=rejected_reason`)).body).toMatchObject({ rejected_reason: reason })
  expect((await sendOrder(parameters('1'))).error).toMatchObject({ code: 100 })
})

test('[unproven] POST /{page}/message_templates: webhook message_template_status_update tells what the review said', async () => {
  const { body: made } = await create([body('Dear {{1}}, only today a discount on everything in our garden.', ['Ada'])])
  expect(await app.item('field', 'changes')).toEqual({
    field: 'message_template_status_update',
    value: {
      event: 'REJECTED',
      message_template_id: Number(made['id']),
      message_template_name: 'order_update',
      message_template_language: 'en',
      reason: 'TAG_SHOULD_BE_MARKETING',
    },
  })
})

test('[docs] GET /{page}/message_templates: finds templates by a part of their name', async () => {
  await create([ORDER])
  const { body: found } = await call('/me/message_templates?name=update')
  expect(found['data']).toMatchObject([{ name: 'order_update', language: 'en', category: 'UTILITY', status: 'APPROVED' }])
  expect((await call('/me/message_templates?name=nothing')).body).toEqual({ data: [] })
})

test('[docs] GET /{message_template}: tells one template', async () => {
  const { body: made } = await create([ORDER])
  expect((await call(`/${String(made['id'])}?fields=name,status,rejected_reason`)).body).toEqual({
    name: 'order_update',
    status: 'APPROVED',
    rejected_reason: 'NONE',
    id: made['id'],
  })
})

test('[unproven] DELETE /{page}/message_templates: takes every language of a name away', async () => {
  await create([ORDER])
  expect((await call('/me/message_templates?name=order_update', undefined, 'DELETE')).body).toEqual({ success: true })
  expect((await call('/me/message_templates')).body).toEqual({ data: [] })
  expect((await call('/me/message_templates?name=order_update', undefined, 'DELETE')).error).toMatchObject({ code: 100 })
})

test('[docs] GET /message_template_library: finds templates of Facebook, which a Page clones by name', async () => {
  const { body: library } = await call('/message_template_library?name_or_content=order&language=en')
  const [first] = library['data'] as { name: string }[]
  expect(first).toMatchObject({ category: 'UTILITY', body: expect.stringContaining('{{1}}'), body_params: expect.any(Array) })
  const cloned = await call('/me/message_templates', {
    name: 'order_update',
    language: 'en',
    category: 'UTILITY',
    library_template_name: first?.name,
  })
  expect(cloned.body).toMatchObject({ status: 'APPROVED' })
  expect((await sendOrder(parameters('Ada', 'Monday'))).status).toBe(200)
})

test('[docs] POST /{page}/message_templates: only UTILITY, one for each name and language, lower case', async () => {
  await create([ORDER])
  expect((await create([ORDER])).error).toMatchObject({ code: 100 })
  expect((await create([ORDER], { category: 'MARKETING' })).error).toMatchObject({ code: 100 })
  expect((await create([ORDER], { name: 'Order Update' })).error).toMatchObject({ code: 100 })
  expect((await create([], { name: 'empty' })).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/message_templates: without page_utility_messaging it is 200', async () => {
  for (const permission of ['pages_utility_messaging', 'page_utility_messaging']) {
    await graph(box, `/me/permissions/${permission}`, { method: 'DELETE', token: it('USER_TOKEN') })
  }
  expect((await create([ORDER])).error).toMatchObject({ code: 200 })
})

test('a template reviewed by hand waits for a control, and the app is told', async () => {
  await box.control('settings', { template_review: 'by_hand' }, 'PATCH')
  const { body: made } = await create([ORDER])
  expect(made['status']).toBe('PENDING')
  expect((await sendOrder(parameters('1', '2'))).error).toMatchObject({ code: 100 })
  await box.control(`message-templates/${String(made['id'])}`, { status: 'APPROVED' }, 'PATCH')
  expect((await sendOrder(parameters('1', '2'))).status).toBe(200)
  expect(await app.item('field', 'changes')).toMatchObject({ value: { event: 'APPROVED', reason: 'NONE' } })
})
