import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)

test('[docs] a user token is the person, with a text id', async () => {
  const { body } = await graph(ground, '/v26.0/me', { token: it('USER_TOKEN') })
  expect(body).toEqual({ id: expect.stringMatching(/^\d+$/), name: expect.any(String) })
})

test('[docs] a Page token is the Page', async () => {
  const { body } = await graph(ground, '/me?fields=id,name', { token: it('PAGE_TOKEN') })
  expect(body['id']).toBe(it('PAGE_ID'))
})

test('[docs] the version that answered stands in a header, with or without a prefix', async () => {
  const reply = await graph(ground, '/v25.0/me', { token: it('USER_TOKEN') })
  expect(reply.headers.get('facebook-api-version')).toBe('v25.0')
  expect((await graph(ground, '/me', { token: it('USER_TOKEN') })).headers.get('facebook-api-version')).toMatch(/^v\d+\.0$/)
})

test('[docs] a call to an ended version is answered by the oldest living one', async () => {
  const reply = await graph(ground, '/v19.0/me', { token: it('USER_TOKEN') })
  expect([reply.status, reply.headers.get('facebook-api-version')]).toEqual([200, 'v21.0'])
})

test('[docs] /me/accounts lists Pages with their tokens and tasks', async () => {
  const { body } = await graph(ground, '/me/accounts', { token: it('USER_TOKEN') })
  expect(body['data']).toContainEqual({
    access_token: expect.stringMatching(/^EAA/),
    category: expect.any(String),
    category_list: [{ id: expect.any(String), name: expect.any(String) }],
    name: expect.any(String),
    id: it('PAGE_ID'),
    tasks: expect.arrayContaining(['MESSAGING', 'MANAGE']),
  })
})

test('[docs] paging.next is an absolute address that leads to the rest and to nothing more', async () => {
  const first = await graph(ground, '/v26.0/me/accounts?limit=1&fields=id', { token: it('USER_TOKEN') })
  const seen = [...(first.body['data'] as { id: string }[])]
  for (let paging = first.body['paging'] as { next?: string }; paging.next !== undefined;) {
    const page = (await (await fetch(paging.next)).json()) as { data: { id: string }[]; paging: { next?: string } }
    seen.push(...page.data)
    paging = page.paging
  }
  const whole = await graph(ground, '/v26.0/me/accounts?fields=id', { token: it('USER_TOKEN') })
  expect(seen).toEqual(whole.body['data'])
})

test('[docs] a Page gives its token to a user token', async () => {
  const { body } = await graph(ground, `/${it('PAGE_ID')}?fields=access_token,is_published, name`, { token: it('USER_TOKEN') })
  expect(body).toMatchObject({ id: it('PAGE_ID'), access_token: expect.stringMatching(/^EAA/), is_published: true })
})

test('[seen] a field that does not exist fails loudly', async () => {
  const { error } = await graph(ground, `/${it('PAGE_ID')}?fields=id,colour`, { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 100, message: '(#100) Tried accessing nonexistent field (colour) on node type (Page)' })
})

test('[seen] an id that is not there is 100/33', async () => {
  const { status, error } = await graph(ground, '/999999999999999', { token: it('USER_TOKEN') })
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' })
})

test('[seen] an edge that is not there is 2500', async () => {
  const { error } = await graph(ground, `/${it('PAGE_ID')}/nonsense`, { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 2500, message: 'Unknown path components: /nonsense' })
})

test('[docs] a picture is a redirect to a real image, or its address with redirect=0', async () => {
  const leading = await graph(ground, `/${it('PAGE_ID')}/picture`)
  const image = await fetch(leading.headers.get('location') ?? '')
  expect([leading.status, image.headers.get('content-type')]).toEqual([302, 'image/png'])
  const told = await graph(ground, `/${it('PAGE_ID')}/picture?redirect=0`)
  expect(told.body['data']).toMatchObject({ url: leading.headers.get('location'), is_silhouette: false })
})

test('[docs] a person who wrote has a profile for that Page', async () => {
  const { body } = await graph(ground, `/${it('PSID')}?fields=first_name,last_name,name,profile_pic`, { token: it('PAGE_TOKEN') })
  expect(body).toEqual({
    id: it('PSID'),
    first_name: expect.any(String),
    last_name: expect.any(String),
    name: expect.any(String),
    profile_pic: expect.stringMatching(/^http/),
  })
})

test('[unproven] a person who never wrote has none: 100/33', async () => {
  const { error } = await graph(ground, `/${it('BAD_PSID')}`, { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[docs] granted permissions are listed', async () => {
  const { body } = await graph(ground, '/me/permissions', { token: it('USER_TOKEN') })
  expect(body['data']).toContainEqual({ permission: 'pages_messaging', status: 'granted' })
})
