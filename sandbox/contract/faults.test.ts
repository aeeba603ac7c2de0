import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'

const { box, app, it } = useHeardBox({ retryDelaysMs: [10] })

const fault = (more: Record<string, unknown>) => box.control('faults', more)
const send = (text: string) =>
  graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message: { text } } })
const rawSend = (text: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${box.sandbox.url}/me/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${it('PAGE_TOKEN')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ recipient: { id: it('PSID') }, message: { text } }),
    ...(signal ? { signal } : {}),
  })
const write = (text: string) => box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text })
const sentTexts = () => box.sandbox.world.state.conversations.get(it('PSID'))?.messages.map(({ text }) => text) ?? []
const heardTexts = () => app.heard.map(({ body }) => /"text":"(.*?)"/.exec(body)?.[1])
const signed = (bytes: Buffer) => `sha256=${createHmac('sha256', it('APP_SECRET')).update(bytes).digest('hex')}`

test.each([
  ['10/2018278', 400, { code: 10, error_subcode: 2018278 }],
  ['2018300', 400, { error_subcode: 2018300 }],
  ['551', 400, { code: 551 }],
  ['2', 500, { code: 2, is_transient: true }],
])('a call is answered with the error %s of the catalogue', async (known, status, error) => {
  await fault({ path: '/messages', known })
  const reply = await send('hi')
  expect(reply.status).toBe(status)
  expect(reply.error).toMatchObject(error)
  expect((await send('hi')).status).toBe(200)
})

test('an error may carry words for people and data', async () => {
  const words = { error_user_title: 'Not now', error_user_msg: 'Try again tomorrow.', error_data: 'No matching user found.' }
  await fault({ on: 'call', act: 'error', code: 100, message: 'Invalid parameter', ...words })
  expect((await send('hi')).error).toMatchObject({ code: 100, message: 'Invalid parameter', ...words })
})

test('an error that is not in the catalogue is refused in words', async () => {
  expect(await fault({ path: '/messages', known: '7/7' })).toEqual({ error: 'There is no known error 7/7.' })
})

test.each([
  ['html', 502, 'text/html; charset=utf-8', /^<!DOCTYPE html>/],
  ['empty', 200, 'application/json; charset=UTF-8', /^$/],
  ['truncated', 200, 'application/json; charset=UTF-8', /^\{"recipient_id":"[^}]*$/],
  ['wrong_type', 200, 'text/plain; charset=utf-8', /^\{"recipient_id".*\}$/],
])('an answer can be %s though the call did its work', async (act, status, type, body) => {
  await fault({ path: '/messages', act, after_acting: true })
  const response = await rawSend('done')
  expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
  expect(await response.text()).toMatch(body)
  expect(sentTexts()).toContain('done')
})

test.each(['html', 'empty', 'truncated', 'wrong_type', 'hang', 'reset', 'reset_mid_body'])(
  'with %s before acting nothing is sent',
  async (act) => {
    await fault({ path: '/messages', act })
    const gaveUp = new AbortController()
    const answer = Promise.allSettled([rawSend('never', gaveUp.signal).then((response) => response.text())])
    expect(await box.control('journal/wait?direction=in&path=/messages&timeout_ms=20000')).toMatchObject({ entries: [{ fault: act }] })
    gaveUp.abort()
    await answer
    expect(sentTexts()).not.toContain('never')
  },
)

test.each(['hang', 'reset', 'reset_mid_body'])('with %s after acting the message is sent and its answer lost', async (act) => {
  await fault({ path: '/messages', act, after_acting: true })
  const gaveUp = new AbortController()
  const answer = expect(rawSend('sent', gaveUp.signal).then((response) => response.text())).rejects.toThrow()
  await box.control('journal/wait?direction=in&path=/messages&timeout_ms=20000')
  gaveUp.abort()
  await answer
  expect(sentTexts()).toContain('sent')
})

test.each(['slow', 'trickle'])('with %s the right answer comes late', async (act) => {
  await fault({ path: '/messages', act, delay_ms: 200 })
  const began = performance.now()
  expect((await send('late')).body).toHaveProperty('message_id')
  expect(performance.now() - began).toBeGreaterThan(150)
})

test('a fault can strike every third call only', async () => {
  await fault({ path: '/messages', every: 3, code: 2 })
  const statuses = []
  for (const text of ['1', '2', '3', '4', '5', '6']) {
    statuses.push((await send(text)).status)
  }
  expect(statuses).toEqual([200, 200, 400, 200, 200, 400])
})

test('a fault by chance strikes the same calls for the same seed, and not more often than told', async () => {
  const run = async () => {
    await box.control('faults', undefined, 'DELETE')
    await fault({ path: '/messages', chance: 0.5, seed: 7, times: 4 })
    const statuses = []
    for (let count = 0; count < 12; count += 1) {
      statuses.push((await send(String(count))).status)
    }
    return statuses
  }
  const first = await run()
  expect(first.filter((status) => status === 400)).toHaveLength(4)
  expect(await run()).toEqual(first)
})

test('a fault can be meant for one Page', async () => {
  const { body } = await graph(box, '/me/accounts', { token: it('USER_TOKEN') })
  const other = (body['data'] as { id: string; access_token: string }[]).find(({ id }) => id !== it('PAGE_ID'))
  await fault({ page_id: it('PAGE_ID'), code: 32, times: 9 })
  expect((await send('hi')).error).toMatchObject({ code: 32 })
  expect((await graph(box, `/${it('PAGE_ID')}`, { token: it('USER_TOKEN') })).error).toMatchObject({ code: 32 })
  expect((await graph(box, '/me', { token: other?.access_token ?? '' })).status).toBe(200)
  expect((await graph(box, `/${other?.id ?? ''}`, { token: it('USER_TOKEN') })).status).toBe(200)
})

test('a webhook can come several times, now and later', async () => {
  await fault({ on: 'webhook', field: 'messages', act: 'twice', copies: 3, delay_ms: 60_000 })
  await write('again')
  await app.untilHeard(1)
  expect(await box.control('webhooks/flush', {})).toEqual({ waiting: 0 })
  expect(heardTexts()).toEqual(['again', 'again', 'again'])
})

test('webhooks can come in reverse', async () => {
  await fault({ on: 'webhook', field: 'messages', act: 'reorder', times: 4, delay_ms: 60_000 })
  for (const text of ['1', '2', '3', '4', '5']) {
    await write(text)
  }
  await app.untilHeard(5)
  expect(heardTexts().filter((text) => text !== '5')).toEqual(['4', '3', '2', '1'])
})

test('webhooks held for reordering leave when their time is over', async () => {
  await fault({ on: 'webhook', field: 'messages', act: 'reorder', times: 100, delay_ms: 60_000 })
  await write('1')
  await write('2')
  expect(app.heard).toEqual([])
  await box.control('clock', { advance_ms: 60_000 })
  await app.untilHeard(2)
  expect(heardTexts()).toEqual(['2', '1'])
})

test('webhooks can come shuffled, the same way for the same seed', async () => {
  await fault({ on: 'webhook', field: 'messages', act: 'shuffle', seed: 3, times: 6, delay_ms: 60_000 })
  for (const text of ['1', '2', '3', '4', '5', '6']) {
    await write(text)
  }
  await app.untilHeard(6)
  expect(heardTexts().toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(heardTexts()).not.toEqual(['1', '2', '3', '4', '5', '6'])
})

test.each(['bad_signature', 'tampered', 'no_sha256'])('a webhook with %s comes once and is lost when it is refused', async (act) => {
  await fault({ on: 'webhook', field: 'messages', act })
  app.answers.push(403)
  await write('forged')
  const [forged] = await app.untilHeard(1)
  expect(forged?.headers['x-hub-signature-256']).not.toBe(signed(forged?.bytes ?? Buffer.alloc(0)))
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(app.heard).toHaveLength(1)
})

test('a spoiled webhook that may be tried again is right the second time', async () => {
  await fault({ on: 'webhook', field: 'messages', act: 'tampered', retried: true })
  app.answers.push(403)
  await write('at last')
  const [, second] = await app.untilHeard(2)
  expect(second?.headers['x-hub-signature-256']).toBe(signed(second?.bytes ?? Buffer.alloc(0)))
})

test('a webhook can come unescaped, signed over just those bytes', async () => {
  await fault({ on: 'webhook', field: 'messages', act: 'unescaped' })
  await write('Zażółć')
  const [post] = await app.untilHeard(1)
  expect(post?.body).toContain('Zażółć')
  expect(post?.headers['x-hub-signature-256']).toBe(signed(post?.bytes ?? Buffer.alloc(0)))
})

test('an echo can come before its send is answered', async () => {
  await fault({ on: 'webhook', act: 'echo_before_answer' })
  const { body } = await send('quick')
  expect(app.heard).toHaveLength(1)
  expect(app.entries()[0]?.messaging?.[0]?.message).toMatchObject({ is_echo: true, mid: body['message_id'] })
  const { entries } = (await box.control('journal')) as { entries: { direction: string; label: string | null; path: string }[] }
  const order = entries.filter(({ label, path }) => label === 'message_echoes' || path === '/me/messages').map(({ direction }) => direction)
  expect(order).toEqual(['out', 'in'])
})

test('an answer does not wait for its echo longer than told', async () => {
  await box.control('settings', { webhook_timeout_ms: 600_000 }, 'PATCH')
  await fault({ on: 'webhook', act: 'echo_before_answer', delay_ms: 100 })
  app.answers.push(0)
  expect((await send('slow app')).status).toBe(200)
  expect(await box.control('webhooks')).toMatchObject({ waiting: [expect.anything()] })
})

test('an echo can come late or never', async () => {
  await fault({ on: 'webhook', act: 'echo_never' })
  await send('silent')
  await fault({ on: 'webhook', act: 'echo_late', delay_ms: 60_000 })
  await send('late')
  expect(app.heard).toEqual([])
  await box.control('clock', { advance_ms: 60_000 })
  await app.untilHeard(1)
  await expect.poll(() => box.control('webhooks')).toEqual({ waiting: [] })
  expect(heardTexts()).toEqual(['late'])
})

test('a fault strikes inside a batch as well', async () => {
  await fault({ path: '/me', known: '4' })
  const response = await fetch(`${box.sandbox.url}/`, {
    method: 'POST',
    body: new URLSearchParams({
      access_token: it('PAGE_TOKEN'),
      batch: JSON.stringify([
        { method: 'GET', relative_url: 'me' },
        { method: 'GET', relative_url: 'me' },
      ]),
    }),
  })
  const answers = (await response.json()) as { code: number }[]
  expect(answers.map(({ code }) => code)).toEqual([400, 200])
})

test.each([
  ['html', 502],
  ['status', 503],
])('a file can be answered with %s', async (act, status) => {
  const media = await fetch(`${box.sandbox.url}/sandbox/media?name=a.txt`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'a',
  })
  const { url } = (await media.json()) as { url: string }
  await fault({ path: '/sandbox/media/', act })
  expect((await fetch(url)).status).toBe(status)
  expect((await fetch(url)).status).toBe(200)
})

test('the dialog can break, and stands in the journal', async () => {
  await fault({ path: '/dialog/oauth', act: 'reset' })
  const dialog = () => fetch(`${box.sandbox.url}/v26.0/dialog/oauth?client_id=${it('APP_ID')}&redirect_uri=${it('REDIRECT_URI')}`)
  await expect(dialog()).rejects.toThrow()
  expect((await dialog()).status).toBe(200)
  const { entries } = (await box.control('journal?path=/dialog/oauth')) as { entries: Record<string, unknown>[] }
  expect(entries).toMatchObject([
    { status: null, fault: 'reset' },
    { status: 200, fault: null },
  ])
})

test('faults are listed and taken back one by one', async () => {
  const first = await fault({ path: '/messages', act: 'hang', times: 5 })
  await fault({ on: 'webhook', act: 'drop' })
  expect(((await box.control('faults')) as { faults: unknown[] }).faults).toHaveLength(2)
  expect(((await box.control(`faults/${String(first['id'])}`, undefined, 'DELETE')) as { faults: unknown[] }).faults).toHaveLength(1)
  expect((await send('free')).status).toBe(200)
})
