import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'
import { type Listener, openListener } from './listener.ts'

const FIELDS = 'messages,message_echoes,message_deliveries,message_reads'
let box: Box
let app: Listener

beforeEach(async () => {
  box = await openBox({ retryDelaysMs: [10, 10, 10, 60_000] })
  app = await openListener('verify me')
})
afterEach(async () => {
  await box.close()
  await app.close()
})

const it = (name: string) => env(box, name)
const appToken = () => `${it('APP_ID')}|${it('APP_SECRET')}`

async function subscribeApp(fields = FIELDS, verifyToken = 'verify me') {
  return graph(box, `/v26.0/${it('APP_ID')}/subscriptions`, {
    token: appToken(),
    form: { object: 'page', callback_url: app.url, verify_token: verifyToken, fields },
  })
}

async function subscribePage(fields = FIELDS) {
  return graph(box, `/${it('PAGE_ID')}/subscribed_apps?subscribed_fields=${fields}`, { method: 'POST', token: it('PAGE_TOKEN') })
}

async function subscribeBoth() {
  await subscribeApp()
  await subscribePage()
}

function write(text: string) {
  return box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text })
}

test('[docs] POST /{app}/subscriptions: a callback that answers the challenge is subscribed, and GET /{app}/subscriptions lists it', async () => {
  expect((await subscribeApp('messages,message_echoes')).body).toEqual({ success: true })
  const { body } = await graph(box, `/${it('APP_ID')}/subscriptions`, { token: appToken() })
  expect(body).toEqual({
    data: [
      {
        object: 'page',
        callback_url: app.url,
        active: true,
        fields: [
          { name: 'messages', version: 'v26.0' },
          { name: 'message_echoes', version: 'v26.0' },
        ],
      },
    ],
  })
})

test('[seen] POST /{app}/subscriptions: a callback that refuses the token is not subscribed: 2200', async () => {
  const { error } = await subscribeApp(FIELDS, 'another token')
  expect(error).toMatchObject({ code: 2200, message: expect.stringContaining('HTTP Status Code = 403') })
  expect((await graph(box, `/${it('APP_ID')}/subscriptions`, { token: appToken() })).body).toEqual({ data: [] })
})

test('[docs] DELETE /{app}/subscriptions: fields are taken off one by one, then all', async () => {
  await subscribeApp('messages,message_echoes')
  const path = `/${it('APP_ID')}/subscriptions`
  const remove = (query: string) => graph(box, `${path}?object=page${query}`, { method: 'DELETE', token: appToken() })
  expect((await remove('&fields=messages')).body).toEqual({ success: true })
  expect((await graph(box, path, { token: appToken() })).body['data']).toMatchObject([{ fields: [{ name: 'message_echoes' }] }])
  expect((await remove('')).body).toEqual({ success: true })
  expect((await graph(box, path, { token: appToken() })).body['data']).toEqual([])
})

test('[docs] GET /{app}/subscriptions: only the app token may ask', async () => {
  const { error } = await graph(box, `/${it('APP_ID')}/subscriptions`, { token: it('USER_TOKEN') })
  expect(error).toMatchObject({ code: 15 })
})

test('[docs] GET /{page}/subscribed_apps: a Page shows which fields an app has there, until DELETE /{page}/subscribed_apps', async () => {
  await subscribePage('messages,message_reads')
  const listed = await graph(box, `/${it('PAGE_ID')}/subscribed_apps`, { token: it('PAGE_TOKEN') })
  expect(listed.body['data']).toEqual([
    expect.objectContaining({ id: it('APP_ID'), name: 'Pagedesk', subscribed_fields: ['messages', 'message_reads'] }),
  ])
  await graph(box, `/${it('PAGE_ID')}/subscribed_apps`, { method: 'DELETE', token: it('PAGE_TOKEN') })
  expect((await graph(box, `/${it('PAGE_ID')}/subscribed_apps`, { token: it('PAGE_TOKEN') })).body).toEqual({ data: [] })
})

test('[docs] POST /{page}/subscribed_apps: a field that does not exist cannot be subscribed', async () => {
  expect((await subscribePage('messages,smoke_signals')).error).toMatchObject({ code: 100 })
})

test('[docs] webhook messages: what a person writes comes signed, escaped and in milliseconds', async () => {
  await subscribeBoth()
  const before = Date.now()
  const written = await write('Zażółć / 🌱')
  const [delivery] = await app.untilHeard(1)
  expect(delivery?.body).toContain('"text":"Za\\u017c\\u00f3\\u0142\\u0107 \\/ \\ud83c\\udf31"')
  expect(delivery?.headers['x-hub-signature-256']).toBe(
    `sha256=${createHmac('sha256', it('APP_SECRET'))
      .update(delivery?.bytes ?? '')
      .digest('hex')}`,
  )
  expect(delivery?.headers['x-hub-signature']).toBe(
    `sha1=${createHmac('sha1', it('APP_SECRET'))
      .update(delivery?.bytes ?? '')
      .digest('hex')}`,
  )
  const body = JSON.parse(delivery?.body ?? '') as { object: string; entry: { time: number }[] }
  expect(body).toEqual({
    object: 'page',
    entry: [
      {
        id: it('PAGE_ID'),
        time: expect.any(Number),
        messaging: [
          {
            sender: { id: it('PSID') },
            recipient: { id: it('PAGE_ID') },
            timestamp: written['timestamp'],
            message: { mid: written['mid'], text: 'Zażółć / 🌱' },
          },
        ],
      },
    ],
  })
  expect(body.entry[0]?.time).toBeGreaterThanOrEqual(before)
})

test('[docs] webhook message_echoes: what an app sends comes back to it with its number and metadata', async () => {
  await subscribeBoth()
  const sent = await graph(box, '/me/messages', {
    token: it('PAGE_TOKEN'),
    body: { recipient: { id: it('PSID') }, message: { text: 'hello', metadata: 'ours:7' } },
  })
  const [echo] = await app.untilHeard(1)
  expect(JSON.parse(echo?.body ?? '')).toMatchObject({
    entry: [
      {
        messaging: [
          {
            sender: { id: it('PAGE_ID') },
            recipient: { id: it('PSID') },
            message: { is_echo: true, app_id: Number(it('APP_ID')), metadata: 'ours:7', mid: sent.body['message_id'] },
          },
        ],
      },
    ],
  })
})

test('[docs] webhook message_deliveries, webhook message_reads: delivered names the messages, read only the mark, and each comes once', async () => {
  await subscribeBoth()
  const sent = await graph(box, '/me/messages', {
    token: it('PAGE_TOKEN'),
    body: { recipient: { id: it('PSID') }, message: { text: 'hello' } },
  })
  const who = { page_id: it('PAGE_ID'), person_id: it('PSID') }
  expect(await box.control('deliveries', who)).toMatchObject({ changed: true })
  expect(await box.control('deliveries', who)).toMatchObject({ changed: false })
  expect(await box.control('reads', who)).toMatchObject({ changed: true })
  expect(await box.control('reads', who)).toMatchObject({ changed: false })
  await app.untilHeard(3)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  const bodies = app.heard.map(({ body }) => body)
  expect(bodies).toHaveLength(3)
  expect(bodies.some((body) => body.includes('"delivery":{"mids":') && body.includes(String(sent.body['message_id'])))).toBe(true)
  expect(bodies.filter((body) => /"read":\{"watermark":\d{13}\}/.test(body))).toHaveLength(1)
})

test.each([
  ['the app alone', async () => subscribeApp()],
  ['the Page alone', async () => subscribePage()],
  ['both, but not this field', async () => [await subscribeApp('messages'), await subscribePage('message_reads')]],
])('[docs] webhook messages: nothing is sent when the field is subscribed by %s', async (_by, subscribe) => {
  await subscribe()
  await write('hello')
  expect(await box.control('webhooks')).toEqual({ waiting: [] })
  expect(app.heard).toEqual([])
})

test('[docs] webhook messages: a delivery that is not answered with 200 comes again, byte for byte', async () => {
  await subscribeBoth()
  app.answers.push(500, 204, 404)
  await write('again and again')
  const heard = await app.untilHeard(4)
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
})

test('[docs] webhook messages: retries slow down and follow the clock of the world', async () => {
  await subscribeBoth()
  app.answers.push(...Array<number>(50).fill(500))
  await write('nobody home')
  await app.untilHeard(4)
  await box.control('clock', { advance_ms: 61_000 })
  await app.untilHeard(5)
  await box.control('clock', { advance_ms: 37 * 3_600_000 })
  await app.untilHeard(6)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
})

test('[docs] webhook messages: an answer that takes too long counts as none', async () => {
  await subscribeBoth()
  expect(await box.control('settings')).toMatchObject({ webhook_timeout_ms: 5000 })
  await box.control('settings', { webhook_timeout_ms: 50 }, 'PATCH')
  app.answers.push(0)
  await write('slow')
  await app.untilHeard(2)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
})

test('[docs] webhook messages: one delivery that fails does not hold up the next', async () => {
  await subscribeBoth()
  await box.control('settings', { retry_delays_ms: [60_000] }, 'PATCH')
  app.answers.push(500)
  await write('first')
  await app.untilHeard(1)
  await write('second')
  const heard = await app.untilHeard(2)
  expect(heard[1]?.body).toContain('second')
  expect(await box.control('webhooks/flush', {})).toEqual({ waiting: 0 })
  expect(heard[2]?.body).toContain('first')
})

test.each([
  ['twice', 2],
  ['drop', 0],
] as const)('a webhook fault %s delivers %i times', async (act, times) => {
  await subscribeBoth()
  await box.control('faults', { on: 'webhook', act, field: 'messages' })
  await write('under a fault')
  await write('after it')
  const heard = await app.untilHeard(times + 1)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(heard.filter(({ body }) => body.includes('under a fault'))).toHaveLength(times)
})
