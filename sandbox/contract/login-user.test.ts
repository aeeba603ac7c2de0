import { afterEach, beforeEach, expect, test } from 'vitest'
import { FIRST_PAGE_ID, OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { allow, debugged, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

let box: Box
let token: string
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
  await box.control(`people/${OWNER_ID}/remove-app`, {})
  token = await tokenIn(box, await allow(await logInAs(box, OWNER, { scope: 'pages_show_list pages_messaging email' })))
})
afterEach(() => box.close())

const statuses = async () => (await graph(box, '/me/permissions', { token })).body['data']

test('[docs] GET /{user}: name and picture are there for any login, the e-mail only with its permission', async () => {
  const { body } = await graph(box, '/me?fields=id,name,first_name,last_name,email,gender,picture.type(large){url}', { token })
  expect(body).toEqual({
    id: expect.stringMatching(/^\d{17}$/),
    name: OWNER,
    first_name: 'Jagna',
    last_name: 'Morawska',
    email: `person-${OWNER_ID}@example.com`,
    picture: { data: { url: expect.stringMatching(/^http.*size=200$/) } },
  })
  await graph(box, '/me/permissions/email', { method: 'DELETE', token })
  expect((await graph(box, '/me?fields=email', { token })).body).toEqual({ id: body['id'] })
})

test('[docs] GET /{user}: the app-scoped id stands for me, the id of someone else is not there', async () => {
  const { body } = await graph(box, '/me', { token })
  const id = String(body['id'])
  expect((await graph(box, `/${id}?fields=name`, { token })).body).toEqual({ name: OWNER, id })
  expect((await graph(box, `/${id}/accounts?fields=id`, { token })).body['data']).toHaveLength(3)
  expect((await graph(box, '/100065118204937', { token })).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[seen] GET /{user}: username is refused with 12, an unknown field with 100', async () => {
  expect((await graph(box, '/me?fields=username', { token })).error).toMatchObject({ code: 12 })
  expect((await graph(box, '/me?fields=shoe_size', { token })).error).toMatchObject({
    code: 100,
    message: expect.stringContaining('(shoe_size) on node type (User)'),
  })
})

test('[docs] GET /{user}/picture: it leads to a picture, for an app-scoped id without a token, for any other with one', async () => {
  const { headers, status } = await graph(box, '/me/picture', { token })
  expect([status, (await fetch(headers.get('location') ?? '')).headers.get('content-type')]).toEqual([302, 'image/png'])
  const { body } = await graph(box, '/me/picture?redirect=false', { token })
  expect(body['data']).toMatchObject({ url: headers.get('location'), is_silhouette: false })
  const me = await graph(box, '/me', { token })
  expect((await graph(box, `/${String(me.body['id'])}/picture?type=large`)).headers.get('location')).toBe(
    `${headers.get('location')}?size=200`,
  )
  expect((await graph(box, `/${OWNER_ID}/picture`)).error).toMatchObject({ code: 104 })
})

test('[seen] GET /{user}/permissions: each stands as granted, declined or expired', async () => {
  await graph(box, '/me/permissions/email', { method: 'DELETE', token })
  await box.control(`people/${OWNER_ID}/lapse-permissions`, { permissions: ['pages_messaging'] })
  expect(await statuses()).toEqual([
    { permission: 'public_profile', status: 'granted' },
    { permission: 'pages_show_list', status: 'granted' },
    { permission: 'email', status: 'declined' },
    { permission: 'pages_messaging', status: 'expired' },
  ])
  const { body } = await graph(box, '/me/permissions?status=expired', { token })
  expect(body['data']).toEqual([{ permission: 'pages_messaging', status: 'expired' }])
  expect((await debugged(box, token))['scopes']).toEqual(['public_profile', 'pages_show_list'])
})

test('[docs] GET /dialog/oauth: what lapsed is asked for anew and then granted again', async () => {
  await box.control(`people/${OWNER_ID}/lapse-permissions`, {})
  const screen = await logInAs(box, OWNER, { scope: 'pages_show_list,pages_messaging' })
  expect(screen.buttons).not.toContain('Edit settings')
  await allow(screen)
  expect(await statuses()).toContainEqual({ permission: 'pages_messaging', status: 'granted' })
  expect(await statuses()).toContainEqual({ permission: 'email', status: 'expired' })
})

test('[docs] DELETE /{user}/permissions: an app token and the app-scoped id do it too', async () => {
  const { body } = await graph(box, '/me', { token })
  const app = `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`
  const one = await graph(box, `/${String(body['id'])}/permissions/email`, { method: 'DELETE', token: app })
  expect(one.body).toEqual({ success: true })
  expect((await graph(box, `/${String(body['id'])}/permissions`, { token: app })).body['data']).toContainEqual({
    permission: 'email',
    status: 'declined',
  })
  expect((await graph(box, `/${String(body['id'])}/permissions`, { method: 'DELETE', token: app })).body).toEqual({ success: true })
  expect((await graph(box, '/me', { token })).error).toMatchObject({ code: 190, error_subcode: 458 })
})

test('[docs] GET /{user}/accounts: it comes in pages, with cursors and a next that can be followed', async () => {
  const ids: string[] = []
  let next = '/me/accounts?fields=id,tasks&limit=2'
  for (let calls = 1; next !== ''; calls += 1) {
    const { body } = await graph(box, next, { token })
    ids.push(...(body['data'] as { id: string }[]).map(({ id }) => id))
    next = (body['paging'] as { next?: string }).next ?? ''
    expect(calls).toBeLessThan(4)
  }
  expect(ids).toHaveLength(3)
  expect(ids).toContain(FIRST_PAGE_ID)
})

test('[docs] GET /{user}/accounts: without pages_show_list it is empty', async () => {
  await graph(box, '/me/permissions/pages_show_list', { method: 'DELETE', token })
  expect((await graph(box, '/me/accounts', { token })).body).toEqual({ data: [] })
})

test('[docs] GET /debug_token: someone with a role on the app may look, someone without may not', async () => {
  expect((await graph(box, `/debug_token?input_token=${token}`, { token })).body['data']).toMatchObject({ type: 'USER', is_valid: true })
  const other = await tokenIn(box, await allow(await logInAs(box, 'Tobias Ekholm')))
  expect((await graph(box, `/debug_token?input_token=${token}`, { token: other })).error).toMatchObject({
    code: 100,
    message: '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
  })
})

test('[docs] GET /debug_token: issued_at is there for long-lived tokens only, target_ids when not all Pages were chosen', async () => {
  const short = await debugged(box, token)
  expect(short).not.toHaveProperty('issued_at')
  expect(short['granular_scopes']).toEqual([{ scope: 'pages_show_list' }, { scope: 'pages_messaging' }])
  const some = await tokenIn(box, await allow(await logInAs(box, OWNER), { pages: [FIRST_PAGE_ID] }))
  expect((await debugged(box, some))['granular_scopes']).toContainEqual({ scope: 'pages_messaging', target_ids: [FIRST_PAGE_ID] })
  const page = await graph(box, `/${FIRST_PAGE_ID}?fields=access_token`, { token })
  expect(await debugged(box, String(page.body['access_token']))).toMatchObject({ type: 'PAGE', profile_id: FIRST_PAGE_ID })
})

test('[docs] GET /debug_token: without a token it is 104, without input_token 100', async () => {
  expect((await graph(box, `/debug_token?input_token=${token}`)).error).toMatchObject({ code: 104 })
  expect((await graph(box, '/debug_token', { token: `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}` })).error).toMatchObject({
    code: 100,
  })
})
