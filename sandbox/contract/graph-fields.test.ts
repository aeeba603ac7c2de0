import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const page = (fields: string, more = '') =>
  graph(ground, `/v26.0/${it('PAGE_ID')}?fields=${encodeURIComponent(fields)}${more}`, { token: it('PAGE_TOKEN') })

test('[docs] GET /{page}: without fields a node shows its name and id', async () => {
  const { body } = await graph(ground, `/${it('PAGE_ID')}`, { token: it('PAGE_TOKEN') })
  expect(body).toEqual({ name: expect.any(String), id: it('PAGE_ID') })
})

test('[docs] GET /{page}: spaces and new lines between fields do no harm, and id always comes', async () => {
  const { body } = await page(' name ,\n category , category_list { name } ')
  expect(body).toEqual({
    id: it('PAGE_ID'),
    name: expect.any(String),
    category: expect.any(String),
    category_list: [{ id: expect.any(String), name: expect.any(String) }],
  })
})

test('[docs] GET /{page}: braces pick from a field, dots give it parameters', async () => {
  const { body } = await page('picture.width(50).height(50){url,width}')
  expect(body).toEqual({ id: it('PAGE_ID'), picture: { data: { url: expect.stringMatching(/^http/), width: 50 } } })
})

test('[docs] GET /{page}: a field can take another name', async () => {
  const { body } = await page('name.as(title)')
  expect(body).toEqual({ id: it('PAGE_ID'), title: expect.any(String) })
})

test('[docs] GET /me: an edge stands among the fields, with a limit and fields of its own', async () => {
  const { body } = await graph(ground, '/me?fields=id,accounts.limit(1){name}', { token: it('USER_TOKEN') })
  expect(body['accounts']).toMatchObject({
    data: [{ id: expect.any(String), name: expect.any(String) }],
    paging: { cursors: expect.anything() },
  })
})

test.each(['fields[]=id&fields[]=name', 'fields[0]=id&fields[1]=name', 'fields=%5B%22id%22%2C%22name%22%5D'])(
  '[unproven] GET /me: a list of fields comes as %s, too',
  async (query) => {
    const { body } = await graph(ground, `/me?${query}`, { token: it('USER_TOKEN') })
    expect(body).toEqual({ id: expect.any(String), name: expect.any(String) })
  },
)

test('[docs] GET /{page}: a field that does not exist fails loudly', async () => {
  const { status, error } = await page('id,colour')
  expect(status).toBe(400)
  expect(error).toMatchObject({
    code: 100,
    type: 'OAuthException',
    message: '(#100) Tried accessing nonexisting field (colour) on node type (Page)',
  })
})

test('[seen] GET /{page}: what cannot be read as fields is 2500 and says where', async () => {
  const { error } = await page('third_party_id?access_token=x')
  expect(error).toMatchObject({
    code: 2500,
    type: 'OAuthException',
    message: 'Syntax error "Expected end of string instead of "?"." at character 14: third_party_id?access_token=x',
  })
})

test('[seen] GET /{page}: braces behind a plain value are 2500', async () => {
  const { error } = await page('name{first}')
  expect(error).toMatchObject({ code: 2500, message: 'Subfields are not supported by name' })
})
