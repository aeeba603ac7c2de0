import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ALL_SCOPES, FULL_PAGE, openFacebookDesk, OWNER } from '#test/facebook-desk.ts'

const NOTHING = { authorisations: 0, channels: 0, routes: 0, subscribedPages: 0 }
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

const HTML = { act: 'status', status: 502, body: '<html>Bad gateway</html>' }
const HALF = { act: 'status', status: 200, body: '{"data":[{"id":"1', content_type: 'application/json' }
const EMPTY = { act: 'status', status: 204 }
const ERROR_IN_200 = { act: 'status', status: 200, body: '{"error":{"message":"(#2) no","code":2}}', content_type: 'application/json' }

test.each([
  ['the code is refused', { path: 'oauth/access_token', act: 'error', code: 100, subcode: 36_009 }, 'refused=failed&facebook=100/36009'],
  ['the key comes as HTML', { path: 'oauth/access_token', ...HTML }, 'refused=facebook-unreachable'],
  ['the key comes cut in half', { path: 'oauth/access_token', ...HALF }, 'refused=facebook-unreachable'],
  ['the connection is cut at the person', { path: '/me', act: 'reset' }, 'refused=facebook-unreachable'],
  ['the permissions come empty', { path: '/me/permissions', ...EMPTY }, 'refused=facebook-unreachable'],
  ['the permissions come as an error in a 200', { path: '/me/permissions', ...ERROR_IN_200 }, 'refused=failed&facebook=2'],
])('a return while %s leaves nothing behind', async (_when, fault, ending) => {
  const anna = await world.newAdministrator()
  const back = await world.sandbox.grant(await world.beginDialog(anna), { personId: OWNER, scopes: ALL_SCOPES })
  await world.sandbox.control('POST', 'faults', { on: 'call', ...fault })
  expect((await world.comeBack(anna, back)).location).toBe(`${world.publicUrl}/settings/channels?${ending}`)
  expect(await world.leftovers()).toEqual(NOTHING)
})

test('a page list of which one slice does not come is no list, neither to look at nor to connect from', async () => {
  const anna = await world.newAdministrator()
  await world.sandbox.control('POST', 'pages', { name: 'Branch', count: 240 })
  const id = await world.authorise(anna)
  for (const times of [1, 2]) {
    await world.sandbox.control('POST', 'faults', { on: 'call', path: '/me/accounts', act: 'slow', delay_ms: 0, times })
    await world.sandbox.control('POST', 'faults', { on: 'call', path: '/me/accounts', ...HTML })
    expect((await world.call(anna, `GET /api/v1/facebook/authorisations/${id}`)).body).toMatchObject({
      status: 502,
      code: 'facebook-unreachable',
    })
  }
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/me/accounts', ...HALF })
  expect((await world.connect(anna, id, [FULL_PAGE])).body.code).toBe('facebook-unreachable')
  expect(await world.leftovers()).toEqual({ ...NOTHING, authorisations: 1 })
})

test.each([
  ['the app cannot be subscribed', { path: '/subscriptions', method: 'POST', act: 'error', code: 2200 }, 'facebook-refused'],
  ['the app is asked for and nobody answers', { path: '/subscriptions', ...HTML }, 'facebook-unreachable'],
])('when %s, the whole confirm is refused and can be repeated', async (_when, fault, code) => {
  const anna = await world.newAdministrator()
  const id = await world.authorise(anna)
  await world.sandbox.control('POST', 'faults', { on: 'call', ...fault })
  expect((await world.connect(anna, id, [FULL_PAGE])).body.code).toBe(code)
  expect(await world.leftovers()).toEqual({ ...NOTHING, authorisations: 1 })
  expect((await world.connect(anna, id, [FULL_PAGE])).body.channels).toHaveLength(1)
})

test.each([
  ['the key cannot be looked at', { path: '/debug_token', ...HTML }, 'facebook-unreachable'],
  ['the key is dead', { path: '/debug_token', act: 'error', code: 190, subcode: 460 }, 'authorisation-invalid'],
  ['the Page cannot speak', { path: '/me', method: 'GET', act: 'error', code: 190, subcode: 492 }, 'authorisation-invalid'],
  ['the subscription is refused', { path: '/subscribed_apps', act: 'error', code: 200 }, 'facebook-refused'],
  ['the subscription is made and its answer lost', { path: '/subscribed_apps', act: 'reset', after_acting: true }, 'facebook-unreachable'],
  [
    'the subscription is made and its answer never ends',
    { path: '/subscribed_apps', act: 'hang', after_acting: true },
    'facebook-unreachable',
  ],
  ['the subscription answers with half a JSON', { path: '/subscribed_apps', after_acting: true, ...HALF }, 'facebook-unreachable'],
])('a Page of which %s leaves nothing behind', async (_when, fault, code) => {
  const anna = await world.newAdministrator()
  const id = await world.authorise(anna)
  if (fault.path === '/me') {
    // The list of Pages is the first call that the path matches.
    await world.sandbox.control('POST', 'faults', { on: 'call', path: '/me', act: 'slow', delay_ms: 0 })
  }
  await world.sandbox.control('POST', 'faults', { on: 'call', ...fault })
  expect((await world.connect(anna, id, [FULL_PAGE])).body).toMatchObject({ channels: [], refusals: [{ pageId: FULL_PAGE, code }] })
  expect(await world.leftovers()).toMatchObject({ channels: 0, routes: 0, subscribedPages: 0 })
})

test('a Page that Facebook spoiled once is connected by confirming once more', async () => {
  const anna = await world.newAdministrator()
  const id = await world.authorise(anna)
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/subscribed_apps', ...HTML })
  expect((await world.connect(anna, id, [FULL_PAGE])).body.refusals).toHaveLength(1)
  expect((await world.connect(anna, id, [FULL_PAGE])).body.channels).toHaveLength(1)
})

test('a reconnection that fails leaves the channel and its webhooks as they were', async () => {
  const anna = await world.newAdministrator()
  const before = (await world.connect(anna, await world.authorise(anna), [FULL_PAGE])).body.channels
  const id = await world.authorise(anna)
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/subscribed_apps', act: 'reset', after_acting: true })
  expect((await world.connect(anna, id, [FULL_PAGE])).body.refusals).toMatchObject([{ code: 'facebook-unreachable' }])
  expect((await world.call(anna, 'GET /api/v1/channels')).body.channels).toEqual(before)
  expect(await world.leftovers()).toMatchObject({ channels: 1, routes: 1, subscribedPages: 1 })
})
