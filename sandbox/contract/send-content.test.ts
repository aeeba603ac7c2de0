import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'
import { send, sendTo } from './sends.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const say = (message: unknown, more: Record<string, unknown> = {}) =>
  send(ground, it('PSID'), { messaging_type: 'RESPONSE', message, ...more })
const refused = async (message: unknown, more: Record<string, unknown> = {}) => (await say(message, more)).error
const reply = (number: number, more: Record<string, unknown> = {}) => ({
  content_type: 'text',
  title: `No ${number}`,
  payload: 'P',
  ...more,
})
const replies = (count: number) => Array.from({ length: count }, (_, index) => reply(index))

test('[docs] POST /{page}/messages: 13 quick replies pass, 14 do not', async () => {
  expect((await say({ text: 'Which?', quick_replies: replies(13) })).status).toBe(200)
  expect(await refused({ text: 'Which?', quick_replies: replies(14) })).toMatchObject({ code: 105 })
})

test('[docs] POST /{page}/messages: quick replies may ask for a phone number or an e-mail address', async () => {
  const asks = [{ content_type: 'user_phone_number' }, { content_type: 'user_email' }]
  expect((await say({ text: 'How can we reach you?', quick_replies: asks })).status).toBe(200)
  expect(await refused({ text: 'Where?', quick_replies: [{ content_type: 'location' }] })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: the title of a quick reply may have 20 characters, its payload 1000', async () => {
  const fitting = reply(1, { title: 'x'.repeat(20), payload: 'x'.repeat(1000), image_url: 'https://example.com/dot.png' })
  expect((await say({ text: 'Which?', quick_replies: [fitting] })).status).toBe(200)
  expect(await refused({ text: 'Which?', quick_replies: [reply(1, { title: 'x'.repeat(21) })] })).toMatchObject({ code: 100 })
  expect(await refused({ text: 'Which?', quick_replies: [reply(1, { payload: 'x'.repeat(1001) })] })).toMatchObject({ code: 100 })
  expect(await refused({ text: 'Which?', quick_replies: [reply(1, { title: '' })] })).toMatchObject({ code: 100 })
})

test('[seen] POST /{page}/messages: an empty message is 100/2018034', async () => {
  for (const message of [{ text: '' }, { quick_replies: replies(1) }, { metadata: 'only' }]) {
    expect(await refused(message)).toMatchObject({
      code: 100,
      error_subcode: 2018034,
      message: '(#100) Message cannot be empty, must provide valid attachment or text',
    })
  }
})

test('[seen] POST /{page}/messages: text and attachment together are 100/2018018', async () => {
  const attachment = {
    type: 'template',
    payload: { template_type: 'button', text: 'Yes?', buttons: [{ type: 'postback', title: 'Yes', payload: 'Y' }] },
  }
  expect(await refused({ text: 'hi', attachment })).toMatchObject({
    code: 100,
    error_subcode: 2018018,
    message: '(#100) Only one of text or attachment can be specified',
  })
})

test('[unproven] POST /{page}/messages: a text that is no text is named', async () => {
  expect(await refused({ text: { en: 'hi' } })).toMatchObject({ code: 100, message: expect.stringContaining('message[text]') })
})

test('[docs] POST /{page}/messages: metadata may have 1000 characters', async () => {
  expect((await say({ text: 'hi', metadata: 'x'.repeat(1000) })).status).toBe(200)
  expect(await refused({ text: 'hi', metadata: 'x'.repeat(1001) })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: reply_to answers a message of the thread, and only one of the thread', async () => {
  const first = await say({ text: 'first' })
  expect((await say({ text: 'second' }, { reply_to: { mid: first.body['message_id'] } })).status).toBe(200)
  expect(await refused({ text: 'third' }, { reply_to: { mid: 'm_never' } })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: react puts an emoji on a message, unreact takes it away', async () => {
  const { body } = await say({ text: 'Thank you' })
  const act = (sender_action: string, payload?: unknown) => send(ground, it('PSID'), { sender_action, payload })
  const payload = { message_id: body['message_id'], reaction: '🎉' }
  expect((await act('react', payload)).body).toEqual({ recipient_id: it('PSID') })
  expect((await act('unreact', { message_id: body['message_id'] })).body).toEqual({ recipient_id: it('PSID') })
  expect((await act('react', { message_id: 'm_never', reaction: '🎉' })).error).toMatchObject({ code: 100 })
  expect((await act('react', { message_id: body['message_id'], reaction: 'hello' })).error).toMatchObject({ code: 100 })
  expect((await act('react')).error).toMatchObject({ code: 100 })
  expect((await act('dance')).error).toMatchObject({ code: 100, message: expect.stringContaining('sender_action') })
})

test.each(['REGULAR', 'SILENT_PUSH', 'NO_PUSH'])('[docs] POST /{page}/messages: notification_type %s passes', async (type) => {
  expect((await say({ text: 'hi' }, { notification_type: type })).status).toBe(200)
})

test('[unproven] POST /{page}/messages: another notification_type does not', async () => {
  expect(await refused({ text: 'hi' }, { notification_type: 'LOUD' })).toMatchObject({ code: 100 })
})

test('[unproven] POST /{page}/messages: two recipients, none, or one that is no object are 100', async () => {
  const message = { text: 'hi' }
  expect((await sendTo(ground, { id: it('PSID'), user_ref: 'u' }, { message })).error).toMatchObject({ code: 100 })
  expect((await sendTo(ground, {}, { message })).error).toMatchObject({ code: 100 })
  expect((await sendTo(ground, 'everyone', { message })).error).toMatchObject({ code: 100 })
  expect((await sendTo(ground, { id: 'abc' }, { message })).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: phone numbers are for apps with customer matching: 200/2018027', async () => {
  const { error } = await sendTo(ground, { phone_number: '+48123456789' }, { message: { text: 'hi' } })
  expect(error).toMatchObject({ code: 200, error_subcode: 2018027 })
})

test('[unproven] POST /{page}/messages: parameters may stand in the query', async () => {
  const query = new URLSearchParams({ recipient: JSON.stringify({ id: it('PSID') }), message: '{"text":"hi"}', messaging_type: 'RESPONSE' })
  const { body } = await graph(ground, `/me/messages?${query.toString()}`, { method: 'POST', token: it('PAGE_TOKEN') })
  expect(body['recipient_id']).toBe(it('PSID'))
})

test('[unproven] POST /{page}/messages: what a client writes as null is not there', async () => {
  const nothing = { attachment: null, attachments: null, quick_replies: null, metadata: null, sticker_id: null }
  expect((await say({ text: 'hi', ...nothing }, { tag: null, persona_id: null, reply_to: null, notification_type: null })).status).toBe(200)
})
