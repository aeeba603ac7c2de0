import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { visit } from './browser.ts'
import { allow, debugged, dialogAddress, exchange, fragmentOf, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
  await graph(box, '/me/permissions', { method: 'DELETE', token: env(box, 'USER_TOKEN') })
})
afterEach(() => box.close())

test('[docs] GET /dialog/oauth: response_type=token brings a token and its ends in the fragment, and no code', async () => {
  const back = await allow(await logInAs(box, OWNER, { response_type: 'token' }))
  expect(back.searchParams.get('code')).toBeNull()
  const values = fragmentOf(back)
  expect(values).toEqual({
    access_token: expect.stringMatching(/^EAA/),
    data_access_expiration_time: expect.stringMatching(/^\d{10}$/),
    expires_in: '5400',
    state: 'st/1 ü',
  })
  expect((await graph(box, '/me', { token: String(values['access_token']) })).body['name']).toBe(OWNER)
})

test.each(['code token', 'code,token', 'token code'])(
  '[docs] GET /dialog/oauth: response_type=%s brings both in the fragment',
  async (type) => {
    const back = await allow(await logInAs(box, OWNER, { response_type: type }))
    const { code, access_token: token } = fragmentOf(back)
    expect([back.searchParams.has('code'), token]).toEqual([false, expect.stringMatching(/^EAA/)])
    expect((await exchange(box, String(code))).body['access_token']).toEqual(expect.stringMatching(/^EAA/))
  },
)

test('[docs] GET /dialog/oauth: response_type=granted_scopes names what was granted in the query', async () => {
  const back = await allow(await logInAs(box, OWNER, { response_type: 'granted_scopes' }), { scopes: ['pages_show_list'] })
  expect(Object.fromEntries(back.searchParams)).toEqual({
    from: 'facebook',
    granted_scopes: 'public_profile,pages_show_list',
    denied_scopes: 'pages_messaging',
    state: 'st/1 ü',
  })
})

test.each([
  ['code', (back: URL) => Object.fromEntries(back.searchParams)],
  ['token', fragmentOf],
])('[seen] GET /dialog/oauth: return_scopes=true adds the scopes to an answer of type %s', async (type, valuesOf) => {
  const back = await allow(await logInAs(box, OWNER, { response_type: type, return_scopes: 'true' }), { scopes: ['pages_messaging'] })
  expect(valuesOf(back)).toMatchObject({ granted_scopes: 'public_profile,pages_messaging', denied_scopes: 'pages_show_list' })
})

test.each(['id_token', 'code id_token', ''.padEnd(3)])(
  '[unproven] GET /dialog/oauth: response_type=%j shows an error page',
  async (type) => {
    expect((await visit(dialogAddress(box, { response_type: type }))).status).toBe(400)
  },
)

test('[docs] GET /dialog/oauth: it stands under any version, without one, and with a slash at the end', async () => {
  const url = dialogAddress(box)
  for (const path of ['/dialog/oauth', '/dialog/oauth/', '/v2.8/dialog/oauth', '/v26.0/dialog/oauth/']) {
    expect((await visit(url.replace('/v26.0/dialog/oauth', path))).screen).toBe('dialog-log-in')
  }
})

test.each([{ client_id: '' }, { client_id: '123' }, { redirect_uri: '' }, { redirect_uri: 'nonsense' }, { config_id: '12' }])(
  '[unproven] GET /dialog/oauth: %o is answered with an error page and leads nowhere',
  async (wrong) => {
    const { status, location, html } = await visit(dialogAddress(box, wrong))
    expect([status, location]).toEqual([400, undefined])
    expect(html).toContain('data-testid="dialog-error"')
  },
)

test('[docs] GET /dialog/oauth: the address of desktop apps needs no registration', async () => {
  const address = 'https://www.facebook.com/connect/login_success.html'
  const back = await allow(await logInAs(box, OWNER, { redirect_uri: address, response_type: 'token' }))
  expect(back.href).toContain(`${address}#access_token=EAA`)
})

test('[docs] GET /dialog/oauth: display is passed on to the page', async () => {
  expect((await visit(dialogAddress(box, { display: 'popup' }))).html).toContain('data-display="popup"')
})

test('[unproven] GET /dialog/oauth: the older wording goes by Next, Next, Done and OK', async () => {
  await box.control('settings', { dialog_wording: 'older' }, 'PATCH')
  await box.control('businesses', { name: 'Morawska Holding' })
  const pages = await (await logInAs(box, OWNER, { scope: 'pages_show_list,business_management' })).press('Continue as Jagna')
  const businesses = await pages.press('Next', { page: [env(box, 'PAGE_ID')] })
  const permissions = await businesses.press('Next')
  const done = await permissions.press('Done')
  const { location } = await done.press('OK')
  expect(location?.searchParams.get('code')).toEqual(expect.any(String))
})

test('[seen] GET /dialog/oauth: businesses are asked for with business_management, and GET /{business}/owned_pages tells what they own', async () => {
  const { id } = await box.control('businesses', { name: 'Morawska Holding', page_ids: [env(box, 'PAGE_ID')] })
  await box.control('businesses', { name: 'Another' })
  const screen = await logInAs(box, OWNER, { scope: 'pages_show_list,business_management' })
  const token = await tokenIn(box, await allow(screen, { pages: [env(box, 'PAGE_ID')], businesses: [String(id)] }))
  expect((await graph(box, '/me/businesses', { token })).body['data']).toEqual([{ id, name: 'Morawska Holding' }])
  expect((await graph(box, `/${String(id)}/owned_pages?fields=id`, { token })).body['data']).toEqual([{ id: env(box, 'PAGE_ID') }])
  expect((await debugged(box, token))['granular_scopes']).toEqual([
    { scope: 'pages_show_list', target_ids: [env(box, 'PAGE_ID')] },
    { scope: 'business_management', target_ids: [id] },
  ])
})

test('[seen] GET /dialog/oauth: "all current and future" of both kinds leaves target_ids out, and is a snapshot', async () => {
  await box.control('businesses', { name: 'Morawska Holding' })
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER, { scope: 'pages_show_list,business_management' })))
  await box.control('businesses', { name: 'Made later' })
  expect((await graph(box, '/me/businesses', { token })).body['data']).toHaveLength(1)
  expect((await debugged(box, token))['granular_scopes']).toEqual([{ scope: 'pages_show_list' }, { scope: 'business_management' }])
})

test('[docs] GET /{user}/businesses, GET /{business}: they need business_management, and only what was chosen is there', async () => {
  const { id } = await box.control('businesses', { name: 'Morawska Holding' })
  const { id: other } = await box.control('businesses', { name: 'Another' })
  const poor = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  expect((await graph(box, '/me/businesses', { token: poor })).error).toMatchObject({ code: 200 })
  const screen = await logInAs(box, OWNER, { scope: 'pages_show_list,business_management' })
  const token = await tokenIn(box, await allow(screen, { businesses: [String(id)] }))
  expect((await graph(box, `/${String(id)}`, { token })).body).toEqual({ id, name: 'Morawska Holding' })
  expect((await graph(box, `/${String(other)}`, { token })).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[seen] GET /{user}/accounts: a Page of a business is listed only with business_management, unless a setting says so', async () => {
  await box.control('businesses', { name: 'Morawska Holding', page_ids: [env(box, 'PAGE_ID')] })
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  const count = async () => ((await graph(box, '/me/accounts', { token })).body['data'] as unknown[]).length
  expect(await count()).toBe(2)
  await box.control('settings', { business_pages_need_permission: false }, 'PATCH')
  expect(await count()).toBe(3)
})

test('[seen] GET /dialog/oauth: someone without a business is not asked for one', async () => {
  const pages = await (await logInAs(box, OWNER, { scope: 'pages_show_list,business_management' })).press('Continue as Jagna')
  expect((await pages.press('Continue')).screen).toBe('dialog-permissions')
})

test('[docs] GET /dialog/oauth: reauthorize begins the 90 days of data access anew, with the old settings', async () => {
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  const before = Number((await debugged(box, token))['data_access_expires_at'])
  await box.control('clock', { advance_ms: 89 * 86_400_000 })
  const { location } = await (await logInAs(box, OWNER, { auth_type: 'reauthorize' })).press('Continue as Jagna')
  const after = Number((await debugged(box, await tokenIn(box, location ?? new URL(REDIRECT))))['data_access_expires_at'])
  expect(Math.round((after - before) / 86_400)).toBe(89)
})

test('[seen] GET /dialog/oauth: going on in one press replays the old grant, even one without any Page', async () => {
  await allow(await logInAs(box, OWNER), { pages: [] })
  const { location } = await (await logInAs(box, OWNER)).press('Continue as Jagna')
  const token = await tokenIn(box, location ?? new URL(REDIRECT))
  expect((await graph(box, '/me/accounts', { token })).body).toEqual({ data: [] })
})

test('[seen] GET /dialog/oauth: going on in one press brings a token when one was asked for', async () => {
  await allow(await logInAs(box, OWNER))
  const { location } = await (await logInAs(box, OWNER, { response_type: 'token' })).press('Continue as Jagna')
  expect(fragmentOf(location ?? new URL(REDIRECT))).toHaveProperty('access_token')
})
