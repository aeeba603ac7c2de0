import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { allow, debugged, type Keys, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

let box: Box
let other: Keys
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
  const made = await box.control('apps', { name: 'Other App', redirect_uris: [REDIRECT] })
  other = { id: String(made['id']), secret: String(made['secret']) }
})
afterEach(() => box.close())

const asOther = () => ({ client_id: other.id, client_secret: other.secret })
async function otherToken(): Promise<string> {
  const screen = await logInAs(box, OWNER, { client_id: other.id })
  return tokenIn(box, await allow(screen, { pages: [env(box, 'PAGE_ID')] }), asOther())
}

test('an app that was made has keys, is listed without them, and can be changed', async () => {
  const made = await box.control('apps', { name: 'Third' })
  expect(made).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    secret: expect.stringMatching(/^[0-9a-f]{32}$/),
    verify_token: expect.any(String),
  })
  const changed = await box.control(
    `apps/${String(made['id'])}`,
    { name: 'Third and last', mode: 'development', features: { human_agent: false }, roles: { [OWNER_ID]: 'testers' } },
    'PATCH',
  )
  expect(changed).toMatchObject({ name: 'Third and last', mode: 'development', features: { human_agent: false, profile_access: true } })
  const { apps } = await box.control('apps')
  expect((apps as { name: string }[]).map(({ name }) => name)).toEqual(['Pagedesk', 'Other App', 'Third and last'])
  expect(JSON.stringify(apps)).not.toContain(made['secret'])
})

test.each([
  { configurations: [{ permissions: [] }] },
  { configurations: [{ permissions: ['manage_pages'] }] },
  { deauthorize_url: 'nowhere' },
  { mode: 'asleep' },
  { redirect_uris: 'http://127.0.0.1/' },
])('an app cannot be changed to %o', async (wrong) => {
  expect(await box.control(`apps/${other.id}`, wrong, 'PATCH')).toHaveProperty('error')
})

test('[docs] GET /{user}: a person has another id in every app', async () => {
  const inMain = await graph(box, '/me', { token: env(box, 'USER_TOKEN') })
  const inOther = await graph(box, '/me', { token: await otherToken() })
  expect(inOther.body['name']).toBe(inMain.body['name'])
  expect(inOther.body['id']).not.toBe(inMain.body['id'])
  const { error } = await graph(box, `/${String(inOther.body['id'])}`, { token: env(box, 'USER_TOKEN') })
  expect(error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('[docs] DELETE /{user}/permissions: removing one app leaves the tokens of another alive', async () => {
  const token = await otherToken()
  await graph(box, '/me/permissions', { method: 'DELETE', token })
  expect((await graph(box, '/me', { token })).error).toMatchObject({ code: 190, error_subcode: 458 })
  expect((await graph(box, '/me', { token: env(box, 'USER_TOKEN') })).status).toBe(200)
})

test('[docs] GET /debug_token: the token of another app is refused', async () => {
  const token = await otherToken()
  expect(await debugged(box, token, other)).toMatchObject({ application: 'Other App', is_valid: true })
  const own = `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`
  expect((await graph(box, `/debug_token?input_token=${token}`, { token: own })).error).toMatchObject({ code: 100 })
})

test('[docs] GET /oauth/access_token: a code of one app is worth nothing to another', async () => {
  const back = await allow(await logInAs(box, OWNER, { client_id: other.id }))
  const query = {
    client_id: env(box, 'APP_ID'),
    client_secret: env(box, 'APP_SECRET'),
    redirect_uri: REDIRECT,
    code: back.searchParams.get('code') ?? '',
  }
  expect((await graph(box, '/oauth/access_token', { form: query })).error).toMatchObject({
    code: 100,
    message: 'Invalid verification code format.',
  })
})

test('[seen] GET /app: any token tells which app it belongs to', async () => {
  expect((await graph(box, '/app', { token: await otherToken() })).body).toMatchObject({ id: other.id, name: 'Other App' })
  expect((await graph(box, '/app', { token: env(box, 'PAGE_TOKEN') })).body['id']).toBe(env(box, 'APP_ID'))
})

test('[docs] POST /{page}/subscribed_apps: both apps can be subscribed to the same Page', async () => {
  const scope = 'pages_show_list,pages_messaging,pages_manage_metadata'
  const back = await allow(await logInAs(box, OWNER, { client_id: other.id, scope }))
  const page = await graph(box, `/${env(box, 'PAGE_ID')}?fields=access_token`, { token: await tokenIn(box, back, asOther()) })
  for (const token of [env(box, 'PAGE_TOKEN'), String(page.body['access_token'])]) {
    await graph(box, '/me/subscribed_apps', { token, form: { subscribed_fields: 'messages' } })
  }
  const { body } = await graph(box, '/me/subscribed_apps', { token: env(box, 'PAGE_TOKEN') })
  expect((body['data'] as { id: string }[]).map(({ id }) => id).toSorted()).toEqual([env(box, 'APP_ID'), other.id].toSorted())
})

test('[seen] GET /dialog/oauth: an app in development lets in only people with a role on it', async () => {
  await box.control(`apps/${other.id}`, { mode: 'development' }, 'PATCH')
  const refused = await logInAs(box, 'Tobias Ekholm', { client_id: other.id })
  expect(refused.html).toContain('App not active')
  expect((await logInAs(box, OWNER, { client_id: other.id })).screen).toBe('dialog-continue')
  await box.control(`apps/${other.id}`, { roles: { '100065118204937': 'testers' } }, 'PATCH')
  expect((await logInAs(box, 'Tobias Ekholm', { client_id: other.id })).screen).toBe('dialog-continue')
})

test('[docs] GET /dialog/oauth: an app in development may lead back to localhost without registering it', async () => {
  const wish = { client_id: other.id, redirect_uri: 'http://localhost:5555/back' }
  await expect(logInAs(box, OWNER, wish)).rejects.toThrow('There is no button')
  await box.control(`apps/${other.id}`, { mode: 'development' }, 'PATCH')
  expect((await logInAs(box, OWNER, wish)).screen).toBe('dialog-continue')
})
