import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const it = (name: string) => env(ground, name)
const page = (fields: string, token = 'PAGE_TOKEN') => graph(ground, `/${it('PAGE_ID')}?fields=${fields}`, { token: it(token) })

test('[docs] GET /me: a user token is the person, with a text id', async () => {
  const { body } = await graph(ground, '/v26.0/me', { token: it('USER_TOKEN') })
  expect(body).toEqual({ id: expect.stringMatching(/^\d+$/), name: expect.any(String) })
})

test('[docs] GET /me: a Page token is the Page', async () => {
  const { body } = await graph(ground, '/me?fields=id,name', { token: it('PAGE_TOKEN') })
  expect(body['id']).toBe(it('PAGE_ID'))
})

test('[docs] GET /me/accounts: Pages with their tokens and tasks', async () => {
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

test('[docs] GET /me/accounts: paging.next is an absolute address that leads to the rest and to nothing more', async () => {
  const first = await graph(ground, '/v26.0/me/accounts?limit=1&fields=id', { token: it('USER_TOKEN') })
  const seen = [...(first.body['data'] as { id: string }[])]
  for (let paging = first.body['paging'] as { next?: string }; paging.next !== undefined;) {
    const next = (await (await fetch(paging.next)).json()) as { data: { id: string }[]; paging: { next?: string } }
    seen.push(...next.data)
    paging = next.paging
  }
  const whole = await graph(ground, '/v26.0/me/accounts?fields=id', { token: it('USER_TOKEN') })
  expect(seen).toEqual(whole.body['data'])
})

test('[docs] GET /me/permissions: granted permissions are listed', async () => {
  const { body } = await graph(ground, '/me/permissions', { token: it('USER_TOKEN') })
  expect(body['data']).toContainEqual({ permission: 'pages_messaging', status: 'granted' })
})

test('[docs] GET /{psid}: a person who wrote has a profile for that Page', async () => {
  const { body } = await graph(ground, `/${it('PSID')}?fields=first_name,last_name,name,profile_pic`, { token: it('PAGE_TOKEN') })
  expect(body).toEqual({
    id: it('PSID'),
    first_name: expect.any(String),
    last_name: expect.any(String),
    name: expect.any(String),
    profile_pic: expect.stringMatching(/^http/),
  })
})

test('[unproven] GET /{psid}: a person who never wrote has none: 100/33', async () => {
  const { error } = await graph(ground, `/${it('BAD_PSID')}`, { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[docs] GET /{page}: a Page gives its token to a user token', async () => {
  const { body } = await page('access_token,is_published, name', 'USER_TOKEN')
  expect(body).toMatchObject({ id: it('PAGE_ID'), access_token: expect.stringMatching(/^EAA/), is_published: true })
})

test('[docs] GET /{page}: what SDKs and desks ask of a Page is there', async () => {
  const { body } = await page(
    'about,category,category_list,cover,emails,fan_count,followers_count,global_brand_page_name,has_transitioned_to_new_page_experience,instagram_business_account,is_verified,link,location,phone,single_line_address,username,verification_status,website',
  )
  expect(body).toMatchObject({
    id: it('PAGE_ID'),
    fan_count: expect.any(Number),
    followers_count: expect.any(Number),
    has_transitioned_to_new_page_experience: expect.any(Boolean),
    link: expect.stringMatching(/^https:\/\/www\.facebook\.com\//),
    verification_status: expect.any(String),
  })
  expect(body).not.toHaveProperty('instagram_business_account')
})

test('[docs] GET /{page}: a Page answers to its username, too', async () => {
  const { body } = await page('username')
  expect((await graph(ground, `/${String(body['username'])}`, { token: it('PAGE_TOKEN') })).body['id']).toBe(it('PAGE_ID'))
})

test('[docs] GET /{page}/picture: a redirect to a real image', async () => {
  const leading = await graph(ground, `/${it('PAGE_ID')}/picture`)
  const image = await fetch(leading.headers.get('location') ?? '')
  expect([leading.status, image.headers.get('content-type')]).toEqual([302, 'image/png'])
})

test('[docs] GET /{page}/picture: redirect=0 tells the address, in the size that was asked for', async () => {
  const { body } = await graph(ground, `/${it('PAGE_ID')}/picture?redirect=0&type=large`)
  expect(body['data']).toEqual({ height: 200, width: 200, is_silhouette: expect.any(Boolean), url: expect.stringMatching(/^http/) })
  const url = (body['data'] as { url: string }).url
  expect(new DataView(await (await fetch(url)).arrayBuffer()).getUint32(16)).toBe(200)
})

test('[docs] GET /{page}/subscribed_apps: subscribe, list and unsubscribe', async () => {
  const edge = `/${it('PAGE_ID')}/subscribed_apps`
  const done = await graph(ground, edge, { token: it('PAGE_TOKEN'), form: { subscribed_fields: 'messages,message_echoes' } })
  expect(done.body).toEqual({ success: true })
  const { body } = await graph(ground, edge, { token: it('PAGE_TOKEN') })
  expect(body).toEqual({
    data: [
      {
        category: expect.any(String),
        link: expect.any(String),
        name: expect.any(String),
        id: it('APP_ID'),
        subscribed_fields: ['messages', 'message_echoes'],
      },
    ],
  })
  expect((await graph(ground, edge, { token: it('PAGE_TOKEN'), method: 'DELETE' })).body).toEqual({ success: true })
})

test('[docs] POST /{page}/subscribed_apps: an unknown field is 100', async () => {
  const { error } = await graph(ground, '/me/subscribed_apps', {
    token: it('PAGE_TOKEN'),
    form: { subscribed_fields: 'messages,nonsense' },
  })
  expect(error).toMatchObject({ code: 100, message: expect.stringContaining('Param subscribed_fields[1] must be one of {') })
})

test('[docs] POST /{page}/subscribed_apps: without fields it names the parameter', async () => {
  const { error } = await graph(ground, '/me/subscribed_apps', { token: it('PAGE_TOKEN'), method: 'POST' })
  expect(error).toMatchObject({ code: 100, message: '(#100) The parameter subscribed_fields is required' })
})

test('[docs] GET /{page}/roles: who may do what', async () => {
  const { body } = await graph(ground, `/${it('PAGE_ID')}/roles`, { token: it('PAGE_TOKEN') })
  expect(body['data']).toContainEqual({
    id: expect.stringMatching(/^\d+$/),
    name: expect.any(String),
    tasks: expect.arrayContaining(['MANAGE']),
  })
})

test('[seen] GET /{page}/insights: the metrics of Messenger by day', async () => {
  const { body } = await graph(ground, '/me/insights/?metric=page_messages_total_messaging_connections', { token: it('PAGE_TOKEN') })
  expect(body).toMatchObject({
    data: [
      {
        name: 'page_messages_total_messaging_connections',
        period: 'day',
        values: [
          { value: expect.any(Number), end_time: expect.stringMatching(/T07:00:00\+0000$/) },
          { value: expect.any(Number), end_time: expect.any(String) },
        ],
        id: `${it('PAGE_ID')}/insights/page_messages_total_messaging_connections/day`,
      },
    ],
    paging: { previous: expect.stringMatching(/^http/), next: expect.stringMatching(/^http/) },
  })
})

test('[unproven] GET /{page}/insights: a metric that is none is 100', async () => {
  const { error } = await graph(ground, '/me/insights?metric=happiness', { token: it('PAGE_TOKEN') })
  expect(error).toMatchObject({ code: 100, message: '(#100) The value must be a valid insights metric' })
})
