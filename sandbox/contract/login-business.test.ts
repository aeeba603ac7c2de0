import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { visit } from './browser.ts'
import { allow, debugged, dialogAddress, exchange, fragmentOf, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

const PERMISSIONS = ['pages_show_list', 'pages_messaging', 'business_management']
let box: Box
let businessId: string
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
  await box.control(`people/${OWNER_ID}/remove-app`, {})
  businessId = String((await box.control('businesses', { name: 'Morawska Holding' }))['id'])
})
afterEach(() => box.close())

async function configure(more: Record<string, unknown> = {}): Promise<void> {
  const configurations = [{ id: '77', permissions: PERMISSIONS, assets: ['pages'], ...more }]
  await box.control(`apps/${env(box, 'APP_ID')}`, { configurations }, 'PATCH')
}

const asked = { config_id: '77', scope: '', response_type: 'code', override_default_response_type: 'true' }

test('[docs] GET /dialog/oauth: config_id stands for the permissions of a configuration, e-mail and profile included', async () => {
  await configure()
  const screen = await logInAs(box, OWNER, { ...asked, scope: 'pages_manage_posts' })
  const token = await tokenIn(box, await allow(screen))
  expect((await debugged(box, token))['scopes']).toEqual(['public_profile', 'email', ...PERMISSIONS])
})

test('[docs] GET /dialog/oauth: with config_id one permission missing means that nothing is granted', async () => {
  await configure()
  const back = await allow(await logInAs(box, OWNER, asked), { scopes: ['pages_show_list'] })
  expect(back.searchParams.get('error')).toBe('access_denied')
  expect(await box.control(`people/${OWNER_ID}/remove-app`, {})).toHaveProperty('error')
})

test('[docs] GET /dialog/oauth: a configuration without Pages shows no Pages step', async () => {
  await configure({ assets: [], permissions: ['pages_show_list'] })
  const next = await (await logInAs(box, OWNER, asked)).press('Continue as Jagna')
  expect(next.screen).toBe('dialog-permissions')
})

test('[docs] GET /dialog/oauth: a configuration of system users gives a token of the business that outlives the person', async () => {
  await configure({ token: 'system-user', expires: 'never' })
  const back = await allow(await logInAs(box, OWNER, asked), { pages: [env(box, 'PAGE_ID')], businesses: [businessId] })
  const { body } = await exchange(box, back.searchParams.get('code') ?? '')
  expect(body).toEqual({ access_token: expect.stringMatching(/^EAA/), token_type: 'bearer' })
  const token = String(body['access_token'])
  await box.control(`people/${OWNER_ID}`, { password_changed: true }, 'PATCH')
  const me = await graph(box, '/me?fields=id,name,client_business_id', { token })
  expect(me.body).toEqual({ id: expect.any(String), name: 'Pagedesk system user', client_business_id: businessId })
  expect(await debugged(box, token)).toMatchObject({ type: 'SYSTEM_USER', is_valid: true, expires_at: 0, user_id: me.body['id'] })
  const accounts = await graph(box, '/me/accounts', { token })
  expect(accounts.body['data']).toMatchObject([{ id: env(box, 'PAGE_ID'), access_token: expect.stringMatching(/^EAA/) }])
})

test('[docs] GET /oauth/access_token: a system user token of sixty days is exchanged for another sixty', async () => {
  await configure({ token: 'system-user' })
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER, asked), { businesses: [businessId] }))
  await box.control('clock', { advance_ms: 59 * 86_400_000 })
  const again = await exchange(box, '', { grant_type: 'fb_exchange_token', fb_exchange_token: token, set_token_expires_in_60_days: 'true' })
  expect(again.body['expires_in']).toBe(60 * 86_400)
  await box.control('clock', { advance_ms: 2 * 86_400_000 })
  expect((await graph(box, '/me', { token })).error).toMatchObject({ code: 190, error_subcode: 463 })
  expect((await graph(box, '/me', { token: String(again.body['access_token']) })).status).toBe(200)
})

test('[docs] GET /dialog/oauth: a system user token never comes in the fragment', async () => {
  await configure({ token: 'system-user' })
  expect((await visit(dialogAddress(box, { ...asked, response_type: 'token' }))).status).toBe(400)
})

test('[docs] GET /dialog/oauth: with config_id and response_type=token a long-lived token comes along', async () => {
  await configure()
  const values = fragmentOf(await allow(await logInAs(box, OWNER, { ...asked, response_type: 'token' })))
  expect(values).toMatchObject({ access_token: expect.any(String), long_lived_token: expect.stringMatching(/^EAA/) })
})

test('[seen] GET /dialog/oauth: a known person goes on with a configuration in one press', async () => {
  await configure()
  await allow(await logInAs(box, OWNER, asked))
  const { location } = await (await logInAs(box, OWNER, asked)).press('Continue as Jagna')
  expect(location?.searchParams.get('code')).toEqual(expect.any(String))
})
