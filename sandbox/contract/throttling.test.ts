import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Box, openBox } from './box.ts'
import { env, graph, type Reply } from './graph.ts'

const HOUR = 3_600_000

let box: Box
/** The time stands still, so that the same second holds all calls of a slow machine too; it moves by the control alone. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  box = await openBox()
})
afterEach(async () => {
  await box.close()
  vi.useRealTimers()
})

const it = (name: string) => env(box, name)
const settings = (wish: Record<string, unknown>) => box.control('settings', wish, 'PATCH')
const me = (token: string) => graph(box, '/me?fields=id', { token })
const send = () => graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message: { text: 'hi' } } })
const messages = async () => {
  const { body } = await graph(box, `/${it('PAGE_ID')}/conversations?fields=id`, { token: it('PAGE_TOKEN') })
  return body
}

function appUsage({ headers }: Reply): Record<string, number> {
  return JSON.parse(headers.get('x-app-usage') ?? '{}') as Record<string, number>
}

function pageUsage({ headers }: Reply): Record<string, unknown> | undefined {
  const all = JSON.parse(headers.get('x-business-use-case-usage') ?? '{}') as Record<string, Record<string, unknown>[]>
  return all[it('PAGE_ID')]?.[0]
}

async function times<Each>(count: number, act: () => Promise<Each>): Promise<Each[]> {
  const done: Each[] = []
  for (let index = 0; index < count; index += 1) {
    done.push(await act())
  }
  return done
}

test('[docs] GET /me: calls with a user token fill X-App-Usage, in whole percents of 200 an hour and person', async () => {
  const replies = await times(10, () => me(it('USER_TOKEN')))
  expect(replies.map((reply) => appUsage(reply)['call_count'])).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  expect(Object.keys(appUsage(replies[0] as Reply))).toEqual(['call_count', 'total_time', 'total_cputime'])
})

test('[seen] POST /{page}/messages: a send tells the usage of the Page as messenger', async () => {
  expect(pageUsage(await send())).toEqual({
    type: 'messenger',
    call_count: 1,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 0,
  })
})

test('[docs] GET /{page}: other calls with a Page token count as pages', async () => {
  expect(pageUsage(await me(it('PAGE_TOKEN')))).toMatchObject({ type: 'pages', call_count: 1 })
})

test('[docs] POST /, GET /: each request of a batch counts as one call, and each id of ids', async () => {
  const batch = Array.from({ length: 10 }, () => ({ method: 'GET', relative_url: 'me' }))
  await graph(box, '/', { token: it('USER_TOKEN'), body: { batch } })
  await graph(box, `/?ids=${it('PAGE_ID')},me`, { token: it('USER_TOKEN') })
  expect(await box.control('usage')).toMatchObject({ apps: { [it('APP_ID')]: { calls: 12, limit: 200, percent: 6 } } })
})

test('[unproven] GET /me: without throttling by rule the percentage stops at 99 and nothing is refused', async () => {
  await box.control('usage', { app_percent: 400 }, 'PATCH')
  const reply = await me(it('USER_TOKEN'))
  expect([reply.status, appUsage(reply)['call_count']]).toEqual([200, 99])
})

test('[docs] GET /me: call 201 of an hour with a user token is refused with 4, and an hour later all is well', async () => {
  await settings({ throttling: 'on' })
  const replies = await times(201, () => me(it('USER_TOKEN')))
  expect(replies.slice(0, 200).every(({ status }) => status === 200)).toBe(true)
  expect(replies[200]?.error).toMatchObject({ code: 4, is_transient: true, message: '(#4) Application request limit reached' })
  await box.control('clock', { advance_ms: HOUR })
  expect((await me(it('USER_TOKEN'))).status).toBe(200)
})

test('[docs] GET /{page}: with a user token over the limit, a call about a Page is 32', async () => {
  await settings({ throttling: 'on' })
  await box.control('usage', { app_percent: 100 }, 'PATCH')
  expect((await graph(box, `/${it('PAGE_ID')}`, { token: it('USER_TOKEN') })).error).toMatchObject({ code: 32 })
})

test('[docs] POST /{page}/messages: over 200 sends a day and engaged person it is 80006, with the minutes to wait', async () => {
  await settings({ throttling: 'on' })
  await box.control('usage', { messenger_percent: { [it('PAGE_ID')]: 100 } }, 'PATCH')
  const reply = await send()
  expect(reply.error).toMatchObject({ code: 80006, type: 'OAuthException' })
  const minutes = Number(pageUsage(reply)?.['estimated_time_to_regain_access'])
  expect(minutes).toBeGreaterThan(23 * 60)
  expect((await me(it('PAGE_TOKEN'))).status).toBe(200)
  await box.control('clock', { advance_ms: minutes * 60_000 })
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'still here' })
  const later = await send()
  expect(later.status).toBe(200)
  expect(pageUsage(later)).toMatchObject({ estimated_time_to_regain_access: 0 })
})

test('[docs] GET /{page}: over 4800 calls a day and engaged person with a Page token it is 80001', async () => {
  await settings({ throttling: 'on' })
  await box.control('usage', { page_percent: { [it('PAGE_ID')]: 100 } }, 'PATCH')
  expect((await me(it('PAGE_TOKEN'))).error).toMatchObject({
    code: 80001,
    message: expect.stringContaining('There have been too many calls to this Page account.'),
  })
})

test('[docs] GET /me: calls made while throttled count, so that they prolong it', async () => {
  await settings({ throttling: 'on' })
  await box.control('usage', { app_percent: 100 }, 'PATCH')
  await box.control('clock', { advance_ms: HOUR / 2 })
  await times(201, () => me(it('USER_TOKEN')))
  await box.control('clock', { advance_ms: HOUR / 2 })
  expect((await me(it('USER_TOKEN'))).error).toMatchObject({ code: 4 })
})

test('[docs] POST /{page}/messages: more sends a second than allowed are 613', async () => {
  await settings({ throttling: 'on', sends_per_second: 2 })
  const replies = await times(4, send)
  expect(replies.map(({ error }) => error?.['code'])).toEqual([undefined, undefined, 613, 613])
  await box.control('clock', { advance_ms: 1000 })
  expect((await send()).status).toBe(200)
})

test('[docs] GET /{page}/conversations: the third call in a second is 613, also when nothing else is refused by rule', async () => {
  await settings({ conversation_calls_per_second: 2 })
  const [first, second, third] = await times(3, messages)
  expect([first, second]).toEqual([{ data: expect.any(Array), paging: expect.any(Object) }, first])
  expect(third).toEqual({
    error: expect.objectContaining({ code: 613, message: '(#613) Calls to this api have exceeded the rate limit.' }),
  })
  await box.control('clock', { advance_ms: 1000 })
  expect(await messages()).toEqual(first)
})

test.each([4, 17, 32, 613, 80_001, 80_006])('a throttle with %i can be set at once, for a Page and a time', async (code) => {
  await box.control('throttles', { page_id: it('PAGE_ID'), code, minutes: 3 })
  const reply = await send()
  expect(reply.error).toMatchObject({ code })
  expect(pageUsage(reply)).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 3 })
  await box.control('clock', { advance_ms: 3 * 60_000 })
  expect((await send()).status).toBe(200)
})

test('a throttle is seen and lifted', async () => {
  const { id } = await box.control('throttles', { code: 4 })
  expect((await me(it('USER_TOKEN'))).status).toBe(403)
  expect(await box.control(`throttles/${String(id)}`, undefined, 'DELETE')).toEqual({ throttles: [] })
  expect((await me(it('USER_TOKEN'))).status).toBe(200)
})

test('throttling off says nothing of usage', async () => {
  await settings({ throttling: 'off' })
  expect((await send()).headers.get('x-business-use-case-usage')).toBeNull()
})

test('[unproven] GET /{page}: the older X-Page-Usage comes when the setting says so', async () => {
  await settings({ page_usage_header: true })
  expect(JSON.parse((await me(it('PAGE_TOKEN'))).headers.get('x-page-usage') ?? '{}')).toEqual({
    call_count: 1,
    total_time: 1,
    total_cputime: 1,
  })
})
