import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'

const REDIRECT = 'http://127.0.0.1:9/back?from=facebook'
const SCOPES = ['pages_show_list', 'pages_messaging', 'pages_manage_metadata']
let box: Box
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
  await graph(box, '/me/permissions', { method: 'DELETE', token: env(box, 'USER_TOKEN') })
})
afterEach(() => box.close())

type Form = Record<string, string | readonly string[]>

function dialogUrl(more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: env(box, 'APP_ID'),
    redirect_uri: REDIRECT,
    state: 'st/1 ü',
    scope: SCOPES.join(),
    ...more,
  })
  return `${env(box, 'DIALOG_URL')}/v26.0/dialog/oauth?${query.toString()}`
}

async function press(url: string, form: Form): Promise<{ html: string; location: URL | undefined }> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries({ person: OWNER_ID, ...form })) {
    for (const each of typeof value === 'string' ? [value] : value) {
      body.append(name, each)
    }
  }
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  const location = response.headers.get('location')
  return { html: await response.text(), location: location === null ? undefined : new URL(location) }
}

/** All screens in order, with these Pages and switches; the code that comes back. */
async function connect(wish: {
  pages: readonly string[]
  scopes?: readonly string[]
  reach?: string
  more?: Record<string, string>
}): Promise<string> {
  const url = dialogUrl(wish.more)
  const choices = { reach: wish.reach ?? 'current', page: wish.pages }
  await press(url, { from: 'log-in' })
  await press(url, { from: 'pages', press: 'continue', ...choices })
  const { html } = await press(url, { from: 'permissions', press: 'save', ...choices, scope: wish.scopes ?? SCOPES })
  const code = /name="code" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const { location } = await press(url, { from: 'done', press: 'ok', code })
  expect(location?.searchParams.get('code')).toBe(code)
  return code
}

function exchange(code: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    client_id: env(box, 'APP_ID'),
    client_secret: env(box, 'APP_SECRET'),
    redirect_uri: REDIRECT,
    code,
    ...more,
  })
  return graph(box, `/v26.0/oauth/access_token?${query.toString()}`)
}

async function tokenFor(wish: Parameters<typeof connect>[0]): Promise<string> {
  return String((await exchange(await connect(wish))).body['access_token'])
}

async function accountIds(token: string): Promise<string[]> {
  const { body } = await graph(box, '/me/accounts?fields=id', { token })
  return (body['data'] as { id: string }[]).map(({ id }) => id)
}

test('[seen] GET /dialog/oauth: the way back carries code, the state unchanged and #_=_', async () => {
  const url = dialogUrl()
  const { location } = await press(url, { from: 'done', press: 'ok', code: 'AQ1' })
  expect(location?.searchParams.get('state')).toBe('st/1 ü')
  expect(location?.searchParams.get('from')).toBe('facebook')
  expect(location?.hash).toBe('#_=_')
})

test('[seen] GET /dialog/oauth: cancelling leads back with access_denied and the state', async () => {
  const { location } = await press(dialogUrl(), { from: 'pages', press: 'cancel' })
  expect(Object.fromEntries(location?.searchParams ?? [])).toEqual({
    from: 'facebook',
    error: 'access_denied',
    error_code: '200',
    error_description: 'Permissions error',
    error_reason: 'user_denied',
    state: 'st/1 ü',
  })
})

test('[docs] GET /oauth/access_token: a code is exchanged once, with the same redirect URI, within ten minutes', async () => {
  const code = await connect({ pages: [env(box, 'PAGE_ID')] })
  expect((await exchange(code, { redirect_uri: `${REDIRECT}&x=1` })).error).toMatchObject({ code: 100, error_subcode: 36008 })
  const { body } = await exchange(code)
  expect(body).toEqual({ access_token: expect.stringMatching(/^EAA/), token_type: 'bearer', expires_in: expect.any(Number) })
  expect((await exchange(code)).error).toMatchObject({ code: 100, error_subcode: 36009 })

  const late = await connect({ pages: [env(box, 'PAGE_ID')] })
  await box.control('clock', { advance_ms: 601_000 })
  expect((await exchange(late)).error).toMatchObject({ code: 100, error_subcode: 36007 })
})

test('[docs] GET /dialog/oauth: a redirect URI that is not registered is never led to', async () => {
  const response = await fetch(dialogUrl({ redirect_uri: 'http://evil.example/' }), { redirect: 'manual' })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('URL blocked')
})

test('[docs] GET /dialog/oauth: only ticked Pages and switched-on permissions are granted', async () => {
  const token = await tokenFor({ pages: [env(box, 'PAGE_ID')], scopes: ['pages_show_list', 'pages_messaging'] })
  expect(await accountIds(token)).toEqual([env(box, 'PAGE_ID')])
  const { body } = await graph(box, '/me/permissions', { token })
  expect(body['data']).toContainEqual({ permission: 'pages_manage_metadata', status: 'declined' })
  const debug = await graph(box, `/debug_token?input_token=${token}&access_token=${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`)
  expect(debug.body['data']).toMatchObject({
    granular_scopes: expect.arrayContaining([{ scope: 'pages_messaging', target_ids: [env(box, 'PAGE_ID')] }]),
  })
})

test('[seen] GET /{user}/accounts: no Page ticked gives a good token and an empty list', async () => {
  expect(await accountIds(await tokenFor({ pages: [] }))).toEqual([])
})

test('[seen] GET /dialog/oauth: "all current and future Pages" is a snapshot', async () => {
  const token = await tokenFor({ pages: [], reach: 'all' })
  expect(await accountIds(token)).toHaveLength(3)
  await box.control('pages', { name: 'Made later' })
  expect(await accountIds(token)).toHaveLength(3)
})

test('[seen] GET /{page}: a Page that is un-ticked at the next login is lost to its old token', async () => {
  const token = await tokenFor({ pages: [env(box, 'PAGE_ID')] })
  const page = await graph(box, `/${env(box, 'PAGE_ID')}?fields=access_token`, { token })
  await tokenFor({ pages: [] })
  const { error } = await graph(box, '/me', { token: String(page.body['access_token']) })
  expect(error).toMatchObject({ code: 190, message: expect.stringContaining('must be granted before impersonating') })
  expect(error).not.toHaveProperty('error_subcode')
})

test('[seen] GET /dialog/oauth: someone known is offered to continue, which replays the old grant', async () => {
  await tokenFor({ pages: [env(box, 'PAGE_ID')] })
  const page = await (await fetch(dialogUrl(), { headers: { cookie: `sandbox_person=${OWNER_ID}` } })).text()
  expect(page).toContain('Edit settings')
  const { location } = await press(dialogUrl(), { from: 'continue', press: 'continue' })
  const { body } = await exchange(location?.searchParams.get('code') ?? '')
  expect(await accountIds(String(body['access_token']))).toEqual([env(box, 'PAGE_ID')])
})

test('[unproven] DELETE /{user}/permissions: a permission that is taken back is declined from then on', async () => {
  const token = await tokenFor({ pages: [env(box, 'PAGE_ID')] })
  const { body } = await graph(box, '/me/permissions/pages_messaging', { method: 'DELETE', token })
  expect(body).toEqual({ success: true })
  const { body: left } = await graph(box, '/me/permissions', { token })
  expect(left['data']).toContainEqual({ permission: 'pages_messaging', status: 'declined' })
})

test('[docs] GET /dialog/oauth: rerequest asks again for what was declined', async () => {
  await tokenFor({ pages: [env(box, 'PAGE_ID')], scopes: ['pages_show_list'] })
  const { html } = await press(dialogUrl({ auth_type: 'rerequest' }), { from: 'continue', press: 'continue' })
  expect(html).toContain('dialog-pages')
})

test('[docs] GET /dialog/oauth: reauthenticate makes someone known log in again', async () => {
  const response = await fetch(dialogUrl({ auth_type: 'reauthenticate' }), { headers: { cookie: `sandbox_person=${OWNER_ID}` } })
  expect(await response.text()).toContain('dialog-log-in')
})

test('[docs] GET /dialog/oauth: scopes may stand apart by spaces, and what does not exist is refused', async () => {
  expect((await fetch(dialogUrl({ scope: 'pages_show_list pages_messaging' }))).status).toBe(200)
  const refused = await fetch(dialogUrl({ scope: 'manage_pages' }))
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Invalid Scopes: manage_pages')])
})

test('what stands in the address is shown as text', async () => {
  const page = await (await fetch(dialogUrl({ state: '"><script>alert(1)</script>' }))).text()
  expect(page).not.toContain('<script>')
})
