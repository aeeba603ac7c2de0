import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const versionOf = async (path: string) => (await graph(ground, path, { token: it('USER_TOKEN') })).headers.get('facebook-api-version')

test('[docs] GET /me: the version that answered stands in a header, with or without a prefix', async () => {
  expect(await versionOf('/v25.0/me')).toBe('v25.0')
  expect(await versionOf('/me')).toMatch(/^v\d+\.0$/)
})

test.each(['v2.3', 'v3.3', 'v20.0'])('[docs] GET /me: %s ended, so that the oldest living version answers', async (version) => {
  expect(await versionOf(`/${version}/me`)).toBe('v21.0')
})

test.each(['v99.0', 'v2.13', 'v26.1'])('[seen] GET /me: %s, a version that never was, makes the rest an unknown path', async (version) => {
  const { status, error } = await graph(ground, `/${version}/me`)
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 2500, type: 'OAuthException', message: 'Unknown path components: /me' })
})

test('[seen] GET /me: an answer bears the headers that Graph always sends', async () => {
  const { headers } = await graph(ground, '/me', { token: it('USER_TOKEN') })
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/json; charset=UTF-8',
    'access-control-allow-origin': '*',
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    pragma: 'no-cache',
    expires: 'Sat, 01 Jan 2000 00:00:00 GMT',
    'x-fb-request-id': expect.stringMatching(/^A[\w-]+$/),
    'x-fb-trace-id': expect.stringMatching(/^[\w-]+$/),
    'x-fb-rev': expect.stringMatching(/^\d+$/),
    'x-fb-debug': expect.any(String),
  })
})

test('[seen] GET /me: a refusal names itself in WWW-Authenticate and in fbtrace_id', async () => {
  const { headers, error } = await graph(ground, '/me', { token: 'EAAnonsense' })
  expect(headers.get('www-authenticate')).toMatch(/^OAuth "Facebook Platform" "invalid_token" "/)
  expect(error).toMatchObject({ code: 190, fbtrace_id: expect.stringMatching(/^A[\w-]{10,}$/) })
})

test('[docs] GET /me: If-None-Match with the ETag of before is 304 without a body', async () => {
  const first = await graph(ground, '/me?fields=id', { token: it('USER_TOKEN') })
  const etag = first.headers.get('etag') ?? ''
  const again = await graph(ground, '/me?fields=id', { token: it('USER_TOKEN'), headers: { 'if-none-match': etag } })
  expect([etag, again.status, again.body]).toEqual([expect.stringMatching(/^"[0-9a-f]{40}"$/), 304, {}])
})

test('[seen] GET /{page}: letters beyond ASCII and slashes are escaped on the wire', async () => {
  const response = await fetch(new URL(`/${it('PAGE_ID')}?fields=link&access_token=${it('PAGE_TOKEN')}`, it('GRAPH_URL')))
  expect(await response.text()).toContain('"link":"https:\\/\\/www.facebook.com\\/')
})

test('[docs] GET /me: pretty=1 prints in lines', async () => {
  const response = await fetch(new URL(`/me?fields=id&pretty=1&access_token=${it('USER_TOKEN')}`, it('GRAPH_URL')))
  expect(await response.text()).toMatch(/^\{\n +"id"/)
})

test('[seen] GET /me: suppress_http_code answers a refusal with 200, callback wraps it, as the JavaScript SDK wants it', async () => {
  const response = await fetch(new URL('/me?suppress_http_code=1&callback=FB.cb', it('GRAPH_URL')))
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=UTF-8'])
  expect(await response.text()).toMatch(/^\/\*\*\/ FB\.cb\(\{"error":.*\}\);$/)
})

test('[docs] GET /me: debug=all adds __debug__', async () => {
  const { body } = await graph(ground, '/me?debug=all', { token: it('USER_TOKEN') })
  expect(body['__debug__']).toEqual({ messages: expect.any(Array) })
})

test('[docs] GET /me: method=get in the parameters overrides POST', async () => {
  const { body } = await graph(ground, '/me', { token: it('USER_TOKEN'), form: { method: 'get', fields: 'id' } })
  expect(body).toEqual({ id: expect.any(String) })
})

test('[unproven] HEAD /me: a HEAD has the headers and no body', async () => {
  const response = await fetch(new URL(`/me?access_token=${it('USER_TOKEN')}`, it('GRAPH_URL')), { method: 'HEAD' })
  expect([response.status, await response.text(), response.headers.get('facebook-api-version')]).toEqual([200, '', expect.any(String)])
})

test('[unproven] OPTIONS /me: a browser may ask from any site', async () => {
  const response = await fetch(new URL('/me', it('GRAPH_URL')), { method: 'OPTIONS' })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
})

test.each(['PUT', 'PATCH'])('[unproven] GET /{page}: %s, a method that Graph does not know, is refused in its words', async (method) => {
  const { status, error } = await graph(ground, `/${it('PAGE_ID')}`, { method, token: it('PAGE_TOKEN') })
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 100, message: expect.stringContaining(`Unsupported ${method.toLowerCase()} request.`) })
})

test('[seen] GET /: nothing asked is an unsupported request', async () => {
  const { error } = await graph(ground, '/?fields=id', { token: it('USER_TOKEN') })
  expect(error).toMatchObject({
    type: 'GraphMethodException',
    code: 100,
    message: 'Unsupported get request. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api',
  })
})

test('[seen] GET /me: without a token it is 2500', async () => {
  const { error } = await graph(ground, '/me')
  expect(error).toMatchObject({
    code: 2500,
    type: 'OAuthException',
    message: 'An active access token must be used to query information about the current user.',
  })
})

test('[docs] GET /{page}: without a token it is 104', async () => {
  const { error } = await graph(ground, `/${it('PAGE_ID')}`)
  expect(error).toMatchObject({ code: 104, type: 'OAuthException' })
})

test('[seen] GET /{page}: an id that is not there is 100/33', async () => {
  const { status, error } = await graph(ground, '/999999999999999', { token: it('USER_TOKEN') })
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' })
})

test('[seen] GET /{page}: a name that is no id is 803', async () => {
  const { error } = await graph(ground, '/no.such.name', { token: it('USER_TOKEN') })
  expect(error).toMatchObject({ code: 803, message: '(#803) Some of the aliases you requested do not exist: no.such.name' })
})

test('[seen] GET /{page}/nonsense: an edge that nothing has is 2500', async () => {
  const { error } = await graph(ground, `/${it('PAGE_ID')}/nonsense`, { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 2500, message: 'Unknown path components: /nonsense' })
})

test('[seen] GET /me/accounts: with a Page token it is a field that a Page does not have', async () => {
  const { error } = await graph(ground, '/me/accounts', { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 100, message: '(#100) Tried accessing nonexisting field (accounts) on node type (Page)' })
})

test('[docs] GET /: several things by ids, keyed by id', async () => {
  const { body } = await graph(ground, `/?ids=${it('PAGE_ID')},me&fields=name`, { token: it('USER_TOKEN') })
  expect(body).toEqual({
    [it('PAGE_ID')]: { id: it('PAGE_ID'), name: expect.any(String) },
    me: { id: expect.any(String), name: expect.any(String) },
  })
})

test('[docs] GET /: an edge of several things by ids', async () => {
  const { body } = await graph(ground, `/subscribed_apps?ids=${it('PAGE_ID')}`, { token: it('PAGE_TOKEN') })
  expect(body).toEqual({ [it('PAGE_ID')]: { data: expect.any(Array) } })
})

test('[seen] GET /: one of the ids that is not there makes the whole fail', async () => {
  const { error } = await graph(ground, `/?ids=${it('PAGE_ID')},no.such.name`, { token: it('USER_TOKEN') })
  expect(error).toMatchObject({ code: 803 })
})

test('[docs] GET /: more than 50 ids are too many', async () => {
  const ids = Array.from({ length: 51 }, (_, index) => String(1000 + index)).join(',')
  const { error } = await graph(ground, `/?ids=${ids}`, { token: it('USER_TOKEN') })
  expect(error).toMatchObject({ code: 100, message: '(#100) Too many IDs. Maximum: 50. Provided: 51.' })
})
