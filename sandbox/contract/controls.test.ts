import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const send = (text: string) =>
  graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message: { text } } })

test.each([
  [458, 'has not authorized application'],
  [459, 'log in to www.facebook.com'],
  [460, 'changed their password'],
  [463, 'Session has expired on'],
  [464, 'not a confirmed user'],
  [467, 'the user logged out'],
  [492, 'administrator, editor, or moderator'],
])('a key can be killed with 190/%i', async (subcode, words) => {
  await box.control('tokens/kill', { page_id: it('PAGE_ID'), subcode })
  expect((await send('hi')).error).toMatchObject({ code: 190, error_subcode: subcode, message: expect.stringContaining(words) })
  const debug = await graph(box, `/debug_token?input_token=${it('PAGE_TOKEN')}&access_token=${it('APP_ID')}|${it('APP_SECRET')}`)
  expect(debug.body['data']).toMatchObject({ is_valid: false, error: { code: 190, subcode } })
})

test('a killed key is replaced by asking with the living user token', async () => {
  await box.control('tokens/kill', { page_id: it('PAGE_ID') })
  const { body } = await graph(box, `/${it('PAGE_ID')}?fields=access_token`, { token: it('USER_TOKEN') })
  expect((await graph(box, '/me', { token: String(body['access_token']) })).status).toBe(200)
})

test('a role that is lost ends the key: 190/492', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { roles: { [OWNER_ID]: null } }, 'PATCH')
  expect((await send('hi')).error).toMatchObject({ code: 190, error_subcode: 492 })
})

test('a person who blocked the Page is not reached: 551/1545041', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { blocked_by: { [it('PSID')]: true } }, 'PATCH')
  expect((await send('hi')).error).toMatchObject({ code: 551, error_subcode: 1545041 })
})

test('a Page can be unpublished', async () => {
  await box.control(`pages/${it('PAGE_ID')}`, { is_published: false }, 'PATCH')
  expect((await graph(box, '/me?fields=is_published', { token: it('PAGE_TOKEN') })).body['is_published']).toBe(false)
})

test('many Pages made at once are paged by 25', async () => {
  await box.control('pages', { name: 'Branch', count: 60 })
  await graph(box, '/me/accounts', { token: it('USER_TOKEN') })
  const state = box.sandbox.world.state.grants.get(`${it('APP_ID')}:${OWNER_ID}`)
  if (state) {
    state.pageIds = [...box.sandbox.world.state.pages.keys()]
  }
  const { body } = await graph(box, '/me/accounts', { token: it('USER_TOKEN') })
  expect(body['data']).toHaveLength(25)
  expect(body['paging']).toMatchObject({ next: expect.stringContaining('after=') })
})

test('the clock closes a window', async () => {
  expect((await send('in time')).status).toBe(200)
  await box.control('clock', { advance_ms: 24 * 3_600_000 })
  expect((await send('late')).error).toMatchObject({ code: 10, error_subcode: 2018278 })
  await box.control('clock', { reset: true })
  expect((await send('in time again')).status).toBe(200)
})

test('a required proof refuses calls without one', async () => {
  await box.control('settings', { appsecret_proof_required: true }, 'PATCH')
  expect((await send('hi')).error).toMatchObject({
    code: 100,
    type: 'GraphMethodException',
    message: 'API calls from the server require an appsecret_proof argument',
  })
})

test('how the 2000 characters are counted is a setting', async () => {
  const plants = '🌱'.repeat(1001)
  expect((await send(plants)).error).toMatchObject({ code: 100 })
  await box.control('settings', { text_count: 'codepoints' }, 'PATCH')
  expect((await send(plants)).status).toBe(200)
  await box.control('settings', { text_count: 'bytes' }, 'PATCH')
  expect((await send('ż'.repeat(1001))).error).toMatchObject({ code: 100 })
})

test('another web site cannot pull a lever', async () => {
  const response = await fetch(`${box.sandbox.url}/sandbox/reset`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })
  expect(response.status).toBe(403)
})

test('the page and what it loads come from the sandbox alone', async () => {
  const page = await fetch(`${box.sandbox.url}/`, { headers: { accept: 'text/html' } })
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  for (const name of ['main.ts', 'lit-html.js', 'inter.woff2', 'base.css', 'sandbox.css', 'dialog.css']) {
    expect((await fetch(`${box.sandbox.url}/sandbox/web/${name}`)).status).toBe(200)
  }
  expect(await (await fetch(`${box.sandbox.url}/sandbox/web/phone.ts`)).text()).not.toContain('import type')
  expect((await fetch(`${box.sandbox.url}/sandbox/web/..%2Fmain.ts`)).status).toBe(404)
})

test('a call fault answers with an error of choice, as often as asked', async () => {
  await box.control('faults', { path: '/messages', times: 2, code: 613, message: '(#613) Calls to this api have exceeded the rate limit.' })
  expect((await send('1')).error).toMatchObject({ code: 613 })
  expect((await send('2')).error).toMatchObject({ code: 613 })
  expect((await send('3')).status).toBe(200)
})

test('a call fault can be a page of HTML', async () => {
  await box.control('faults', { path: '/messages', act: 'status', status: 502, body: '<html>Bad gateway</html>' })
  const reply = await send('1')
  expect([reply.status, reply.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
})

test.each([
  ['before', false, 0],
  ['after', true, 1],
])('an answer cut off %s acting leaves the message %s sent', async (_when, afterActing, count) => {
  await box.control('faults', { path: '/messages', act: 'reset', after_acting: afterActing })
  await expect(send('swallowed')).rejects.toThrow('fetch failed')
  const { messages } = (await box.control(`conversations/${it('PAGE_ID')}/${it('PSID')}`)) as { messages: { text: string }[] }
  expect(messages.filter(({ text }) => text === 'swallowed')).toHaveLength(count)
})

test('the journal tells of calls without their secrets', async () => {
  await graph(box, `/me?access_token=${it('USER_TOKEN')}`)
  const { entries } = (await box.control('journal')) as { entries: Record<string, unknown>[] }
  expect(entries.at(-1)).toMatchObject({
    direction: 'in',
    method: 'GET',
    status: 200,
    path: expect.stringMatching(/^\/me\?access_token=EAA.{5}…$/),
  })
  expect(JSON.stringify(entries)).not.toContain(it('USER_TOKEN'))
})

test('the events tell a listener of a message as it happens', async () => {
  const stream = await fetch(`${box.sandbox.url}/sandbox/events`)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID'), text: 'news' })
  let seen = ''
  while (!seen.includes('event: message')) {
    seen += (await reader?.read())?.value ?? ''
  }
  await reader?.cancel()
  expect(seen).toContain('"text":"news"')
})

test('a reset brings the first day back and keeps the keys of the app', async () => {
  await box.control('reset', {})
  const world = await box.control('world')
  expect(world['conversations']).toEqual([])
  expect(world['app_id']).toBe(it('APP_ID'))
  expect((await send('hi')).error).toMatchObject({ code: 190 })
})

test('a person can be made and writes at once', async () => {
  const person = await box.control('people', { name: 'Ngozi Okafor' })
  const written = await box.control('messages', { page_id: it('PAGE_ID'), person_id: person['id'], text: 'hi' })
  expect(written['psid']).toBe((person['psids'] as Record<string, string>)[it('PAGE_ID')])
})

test('a control called wrongly says what is wrong', async () => {
  expect(await box.control('messages', { page_id: '1', person_id: '2', text: 'x' })).toEqual({ error: 'There is no Page 1.' })
  expect(await box.control('messages', { page_id: it('PAGE_ID'), person_id: it('PSID') })).toEqual({ error: 'text is missing.' })
})

test.each([
  ['PATCH', 'settings', { webhook_concurrency: 0 }, /^webhook_concurrency must be a whole number from 1 to /],
  ['PATCH', 'settings', { webhook_batch_max: 1.5 }, /^webhook_batch_max must be a whole number from 1 to /],
  ['POST', 'faults', { path: '/me', times: 0 }, /^times must be a whole number from 1 to /],
  ['POST', 'faults', { path: '/me', every: 0 }, /^every must be a whole number from 1 to /],
  ['POST', 'faults', { on: 'webhook', act: 'twice', copies: 0 }, /^copies must be a whole number from 1 to 100\.$/],
  ['PATCH', 'pages/PAGE_ID', { blocked_by: { PSID: 'yes' } }, /must be true or false\.$/],
  ['POST', 'posts', { page_id: 'PAGE_ID', kind: 'photo', media_ids: '5' }, /^media_ids must be a list of texts\.$/],
  ['POST', 'apps', { name: 'A', configurations: [{ permissions: ['constructor'] }] }, /found \[constructor\]\.$/],
  ['POST', 'webhooks/test', { field: 'feed', app_id: '5' }, /^There is no app 5\.$/],
  ['GET', 'conversations/PAGE_ID/PSID?limit=few', undefined, /^limit must be a whole number\.$/],
])('%s %s with %j is refused in words', async (method, path, body, words) => {
  const named = (text: string) => text.replaceAll(/PAGE_ID|PSID/g, it)
  const answer = await fetch(`${box.sandbox.url}/sandbox/${named(path)}`, {
    method,
    ...(body ? { body: named(JSON.stringify(body)) } : {}),
  })
  const said: unknown = await answer.json()
  expect(said).toEqual({ error: expect.stringMatching(words) })
})

test('a conversation is shown as far back as asked, even not at all', async () => {
  await send('one')
  await send('two')
  const shown = async (limit: number) =>
    (await fetch(`${box.sandbox.url}/sandbox/conversations/${it('PAGE_ID')}/${it('PSID')}?limit=${limit}`)).json()
  expect(await shown(1)).toMatchObject({ messages: [{ text: 'two' }] })
  expect(await shown(0)).toMatchObject({ messages: [] })
})

test('a stray % in a token is refused as any wrong token is', async () => {
  const answer = await fetch(`${box.sandbox.url}/me?access_token=%zz`)
  expect(await answer.json()).toMatchObject({ error: { code: 190 } })
})

test('a stray % in the address of a callback becomes a failure in words', async () => {
  await box.control(`apps/${it('APP_ID')}`, { deauthorize_url: 'http://%zz@127.0.0.1:1/' }, 'PATCH')
  const said = await box.control(`people/${OWNER_ID}/remove-app`, {})
  expect(said).toEqual({ removed: true, deauthorize: { status: null, failure: 'ECONNREFUSED' } })
})

test.each([
  ['people', { name: '   ' }],
  ['people', { name: '' }],
  ['people', { first_name: ' ', last_name: 'Byron' }],
  ['people', {}],
  ['pages', { name: ' \t' }],
  ['businesses', { name: ' ' }],
  ['apps', { name: ' ' }],
])('S: nobody without a name is made by %s %j', async (path, body) => {
  const before = await box.control('world')
  expect(await box.control(path, body)).toEqual({ error: expect.stringMatching(/(is empty|is missing)\.$/) })
  expect(await box.control('world')).toMatchObject({ people: before['people'], pages: before['pages'] })
})

test('S: blanks around a name and between its parts are not kept', async () => {
  expect(await box.control('people', { name: '  Ada   Byron ' })).toMatchObject({
    name: 'Ada Byron',
    first_name: 'Ada',
    last_name: 'Byron',
  })
})
