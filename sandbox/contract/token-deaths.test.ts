import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { allow, debugged, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

const PREFIX = 'Error validating access token: '
let box: Box
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
})
afterEach(() => box.close())

const person = (change: object) => box.control(`people/${OWNER_ID}`, change, 'PATCH')
const answerOf = async (name: 'USER_TOKEN' | 'PAGE_TOKEN') => (await graph(box, '/me', { token: env(box, name) })).error

/** The error that the user token and the Page token give alike, and that /debug_token tells in the short. */
async function deathOfBoth(): Promise<Readonly<Record<string, unknown>> | undefined> {
  const error = await answerOf('USER_TOKEN')
  expect(await answerOf('PAGE_TOKEN')).toEqual({ ...error, fbtrace_id: expect.any(String) })
  const { error_subcode: subcode, code, message } = error ?? {}
  const told = { code, message, ...(subcode === undefined ? {} : { subcode }) }
  expect(await debugged(box, env(box, 'PAGE_TOKEN'))).toMatchObject({ is_valid: false, error: told, type: 'PAGE' })
  return error
}

test('[seen] GET /{user}: 190/458 after the person removed the app, and no new login brings the old tokens back', async () => {
  const { body } = await graph(box, '/me', { token: env(box, 'USER_TOKEN') })
  await box.control(`people/${OWNER_ID}/remove-app`, {})
  const message = `${PREFIX}User ${String(body['id'])} has not authorized application ${env(box, 'APP_ID')}.`
  expect(await deathOfBoth()).toMatchObject({ code: 190, error_subcode: 458, type: 'OAuthException', message })
  const fresh = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  expect((await graph(box, '/me', { token: fresh })).status).toBe(200)
  expect(await answerOf('USER_TOKEN')).toMatchObject({ error_subcode: 458 })
})

test('[docs] GET /{user}: 190/459 while the account stands at a checkpoint', async () => {
  await person({ checkpoint: true })
  const message = `${PREFIX}You cannot access the app till you log in to www.facebook.com and follow the instructions given.`
  expect(await deathOfBoth()).toMatchObject({ code: 190, error_subcode: 459, message })
  expect((await logInAs(box, OWNER)).html).toContain('Log in to www.facebook.com')
  await person({ checkpoint: false })
  expect(await answerOf('USER_TOKEN')).toBeUndefined()
})

test('[seen] GET /{user}: 190/460 after the password was changed, and a new login works', async () => {
  await person({ password_changed: true })
  const message = `${PREFIX}The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.`
  expect(await deathOfBoth()).toMatchObject({ code: 190, error_subcode: 460, message })
  const { location } = await (await logInAs(box, OWNER)).press('Continue as Jagna')
  expect((await graph(box, '/me', { token: await tokenIn(box, location ?? new URL(REDIRECT)) })).status).toBe(200)
})

test('[seen] GET /{user}: 190/463 tells in Pacific time when the session expired', async () => {
  await box.control('clock', { set: '2026-12-01T00:00:00Z' })
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  await box.control('clock', { set: '2026-12-01T03:00:00Z' })
  const { error } = await graph(box, '/me', { token })
  expect(error).toMatchObject({ code: 190, error_subcode: 463 })
  expect(error?.['message']).toMatch(
    /^Error validating access token: Session has expired on Monday, 30-Nov-26 17:30:\d\d PST\. The current time is Monday, 30-Nov-26 19:00:\d\d PST\.$/,
  )
})

test('[docs] GET /{user}: 190/464 while the account is not confirmed', async () => {
  await person({ unconfirmed: true })
  const message = `${PREFIX}Sessions for the user are not allowed because the user is not a confirmed user.`
  expect(await deathOfBoth()).toMatchObject({ code: 190, error_subcode: 464, message })
})

test('[seen] GET /{user}: 190/467 after the person logged out everywhere', async () => {
  await person({ logged_out: true })
  const message = `${PREFIX}The session is invalid because the user logged out.`
  expect(await deathOfBoth()).toMatchObject({ code: 190, error_subcode: 467, message })
})

test('[unproven] GET /{page}: 190/492 once the person has no role on the Page, also for a fresh token', async () => {
  await box.control(`pages/${env(box, 'PAGE_ID')}`, { roles: { [OWNER_ID]: null } }, 'PATCH')
  expect(await answerOf('PAGE_TOKEN')).toMatchObject({ code: 190, error_subcode: 492 })
  expect(await answerOf('USER_TOKEN')).toBeUndefined()
  expect((await graph(box, `/${env(box, 'PAGE_ID')}?fields=access_token`, { token: env(box, 'USER_TOKEN') })).status).toBe(400)
})

test('[seen] GET /{page}: a Page un-ticked at a new login gives 190 without a subcode, and lives when it is ticked again', async () => {
  await allow(await logInAs(box, OWNER), { pages: [] })
  const gone = await answerOf('PAGE_TOKEN')
  expect(gone).toMatchObject({ code: 190, message: expect.stringMatching(/^Any of the pages_read_engagement, .* must be granted before/) })
  expect(gone).not.toHaveProperty('error_subcode')
  await allow(await logInAs(box, OWNER), { pages: [env(box, 'PAGE_ID')] })
  expect(await answerOf('PAGE_TOKEN')).toBeUndefined()
})

test.each(['nonsense', 'EAAnever', '123|abc', `EAA${'x'.repeat(183)}`])(
  '[seen] GET /{user}: the token %s is malformed: 190, no subcode',
  async (token) => {
    const { status, error } = await graph(box, '/me', { token })
    expect([status, error?.['code'], error?.['message']]).toEqual([400, 190, expect.stringContaining('Invalid OAuth access token')])
    expect(error).not.toHaveProperty('error_subcode')
  },
)

test.each([
  [0, { code: 190, message: `${PREFIX}The session is invalid.` }],
  [102, { code: 102, message: 'Session key invalid or no longer valid' }],
])('[unproven] GET /{user}: a token killed with %d answers that', async (subcode, expected) => {
  await box.control('tokens/kill', { subcode })
  const error = await answerOf('USER_TOKEN')
  expect(error).toMatchObject(expected)
  expect(error).not.toHaveProperty('error_subcode')
})

test('[docs] POST /{page}/messages: without any token it is 104', async () => {
  const { error } = await graph(box, `/${env(box, 'PAGE_ID')}/messages`, {
    body: { recipient: { id: env(box, 'PSID') }, message: { text: 'x' } },
  })
  expect(error).toMatchObject({ code: 104, message: 'An access token is required to request this resource.' })
})

test('[docs] GET /{page}: a Page token of a short user token dies with it, that of a long one does not', async () => {
  const short = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  const { body } = await graph(box, `/${env(box, 'PAGE_ID')}?fields=access_token`, { token: short })
  const fromShort = String(body['access_token'])
  expect((await debugged(box, fromShort))['expires_at']).toBe((await debugged(box, short))['expires_at'])
  await box.control('clock', { advance_ms: 61 * 86_400_000 })
  expect((await graph(box, '/me', { token: fromShort })).error).toMatchObject({ error_subcode: 463 })
  expect(await answerOf('USER_TOKEN')).toMatchObject({ error_subcode: 463 })
  expect(await answerOf('PAGE_TOKEN')).toBeUndefined()
})

test('[unproven] GET /{page}: by a setting the Page token of a long user token ends with it, as desks of earlier years show', async () => {
  await box.control('settings', { page_token_life: 'with_login' }, 'PATCH')
  const { body } = await graph(box, `/${env(box, 'PAGE_ID')}?fields=access_token`, { token: env(box, 'USER_TOKEN') })
  const token = String(body['access_token'])
  expect((await debugged(box, token))['expires_at']).toBe((await debugged(box, env(box, 'USER_TOKEN')))['expires_at'])
  await box.control('clock', { advance_ms: 61 * 86_400_000 })
  expect((await graph(box, '/me', { token })).error).toMatchObject({ code: 190, error_subcode: 463 })
})
