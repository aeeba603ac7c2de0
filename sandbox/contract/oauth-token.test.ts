import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { allow, debugged, exchange, logInAs, mainKeys, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox({ redirectUris: [REDIRECT] })
})
afterEach(() => box.close())

const newCode = async () => (await allow(await logInAs(box, OWNER))).searchParams.get('code') ?? ''
const proofOf = (text: string) => createHmac('sha256', env(box, 'APP_SECRET')).update(text).digest('hex')
const seconds = async () => Math.floor(Number((await box.control('clock', {}))['now']) / 1000)

test.each(['query', 'form', 'JSON'])('[docs] POST /oauth/access_token: a code is exchanged from a %s', async (where) => {
  const { id, secret } = mainKeys(box)
  const wish = { client_id: id, client_secret: secret, redirect_uri: REDIRECT, code: await newCode() }
  const calls = {
    query: () => graph(box, `/oauth/access_token?${new URLSearchParams(wish).toString()}`, { method: 'POST' }),
    form: () => graph(box, '/v26.0/oauth/access_token', { form: { ...wish, grant_type: 'authorization_code' } }),
    JSON: () => graph(box, '/v26.0/oauth/access_token', { body: wish }),
  }
  const { body } = await calls[where as keyof typeof calls]()
  expect(body).toEqual({ access_token: expect.stringMatching(/^EAA/), token_type: 'bearer', expires_in: 5400 })
})

test('[docs] GET /oauth/access_token: a setting gives sixty days at once, as some apps were seen to get', async () => {
  await box.control('settings', { code_token_life: 'long' }, 'PATCH')
  expect((await exchange(box, await newCode())).body['expires_in']).toBe(5_183_944)
})

test.each([
  [{ client_id: '' }, 101, 'Missing client_id parameter.'],
  [{ client_id: '123' }, 101, 'Error validating application. Cannot get application info due to a system error.'],
  [{ client_id: 'abc' }, 101, 'Error validating application. Invalid application ID.'],
  [{ client_secret: 'wrong' }, 1, 'Error validating client secret.'],
  [{ redirect_uri: '/back' }, 191, "redirect_uri isn't an absolute URI. Check RFC 3986."],
  [{ code: 'AQnever' }, 100, 'Invalid verification code format.'],
  [{ redirect_uri: `${REDIRECT}/` }, 100, expect.stringContaining('redirect_uri is identical to the one you used in the OAuth dialog')],
])('[seen] GET /oauth/access_token: %o is %d', async (wrong, code, message) => {
  const { status, error } = await exchange(box, await newCode(), wrong)
  expect([status, error]).toEqual([400, expect.objectContaining({ code, message, type: 'OAuthException' })])
})

test('[unproven] GET /oauth/access_token: without a code it is 1', async () => {
  expect((await exchange(box, '')).error).toMatchObject({ code: 1, message: 'Missing authorization code' })
})

test('[seen] GET /oauth/authorize: the old address leads on to the dialog, and misses its client_id with 101', async () => {
  const { id } = mainKeys(box)
  const { headers } = await graph(box, `/oauth/authorize?client_id=${id}&redirect_uri=${encodeURIComponent(REDIRECT)}&scope=email`)
  expect(await (await fetch(headers.get('location') ?? '')).text()).toContain('data-testid="dialog-log-in"')
  expect((await graph(box, '/oauth/authorize')).error).toMatchObject({ code: 101, message: 'Missing client_id parameter.' })
})

test('[unproven] GET /oauth/access_token: a grant type that Facebook does not have is refused', async () => {
  expect((await exchange(box, await newCode(), { grant_type: 'password' })).error).toMatchObject({ code: 100 })
})

test('[docs] GET /oauth/access_token: an expired or dead token is not exchanged', async () => {
  const token = await tokenIn(box, await allow(await logInAs(box, OWNER)))
  const again = () => exchange(box, '', { grant_type: 'fb_exchange_token', fb_exchange_token: token })
  expect((await again()).body).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 5_183_944 })
  await box.control('clock', { advance_ms: 5_401_000 })
  expect((await again()).error).toMatchObject({ code: 190, error_subcode: 463 })
  await box.control('clock', { reset: true })
  await box.control(`people/${OWNER_ID}`, { password_changed: true }, 'PATCH')
  expect((await again()).error).toMatchObject({ code: 190, error_subcode: 460 })
})

test('[docs] GET /oauth/access_token, GET /{app}: both forms of an app token open what an app may do', async () => {
  const { id, secret } = mainKeys(box)
  const { body } = await exchange(box, '', { grant_type: 'client_credentials' })
  for (const token of [`${id}|${secret}`, String(body['access_token'])]) {
    expect((await graph(box, `/${id}`, { token })).body['id']).toBe(id)
    expect(await debugged(box, token)).toEqual({ app_id: id, type: 'APP', application: 'Pagedesk', is_valid: true, scopes: [] })
  }
  expect((await graph(box, `/${id}`, { token: `${id}|nonsense` })).error).toMatchObject({ code: 190 })
})

test('[docs] GET /oauth/client_code, POST /oauth/client_code: a long token becomes a code that a client exchanges without the secret', async () => {
  const { id, secret } = mainKeys(box)
  const query = new URLSearchParams({ client_id: id, client_secret: secret, redirect_uri: REDIRECT })
  const { body } = await graph(box, `/oauth/client_code?${query.toString()}`, { token: env(box, 'USER_TOKEN') })
  const posted = await graph(box, '/oauth/client_code', { token: env(box, 'USER_TOKEN'), form: Object.fromEntries(query) })
  expect(posted.body['code']).toEqual(expect.any(String))
  const wish = new URLSearchParams({ client_id: id, redirect_uri: REDIRECT, code: String(body['code']) })
  const answer = await graph(box, `/oauth/access_token?${wish.toString()}`)
  expect(answer.body).toMatchObject({ access_token: expect.stringMatching(/^EAA/), expires_in: 5_183_944 })
})

test('[docs] GET /{user}: a proof with appsecret_time is good for five minutes', async () => {
  const token = env(box, 'USER_TOKEN')
  const call = (at: number, proof = proofOf(`${token}|${at}`)) => graph(box, `/me?appsecret_proof=${proof}&appsecret_time=${at}`, { token })
  const now = await seconds()
  expect((await call(now)).status).toBe(200)
  expect((await call(now - 301)).error).toMatchObject({ code: 100, type: 'GraphMethodException' })
  expect((await call(now, proofOf(token))).error).toMatchObject({ code: 100 })
})

test('[docs] GET /{user}/accounts: where a proof is required each token needs its own, /debug_token and app tokens too', async () => {
  await box.control('settings', { appsecret_proof_required: true }, 'PATCH')
  const user = env(box, 'USER_TOKEN')
  const page = env(box, 'PAGE_TOKEN')
  expect((await graph(box, '/me/accounts', { token: user })).error).toMatchObject({
    code: 100,
    type: 'GraphMethodException',
    message: 'API calls from the server require an appsecret_proof argument',
  })
  expect((await graph(box, `/me/accounts?appsecret_proof=${proofOf(user)}`, { token: user })).status).toBe(200)
  expect((await graph(box, `/me?appsecret_proof=${proofOf(user)}`, { token: page })).error).toMatchObject({ code: 100 })
  expect((await graph(box, '/me', { token: page, form: { method: 'get', appsecret_proof: proofOf(page) } })).status).toBe(200)
})

test.each(['Bearer', 'bearer', 'OAuth'])('[docs] GET /{user}: the token comes in a header with the word %s', async (word) => {
  const { body } = await graph(box, '/me', { headers: { authorization: `${word} ${env(box, 'USER_TOKEN')}` } })
  expect(body['name']).toBe(OWNER)
})

test('[seen] POST /oauth/access_token: the keys of the app come as HTTP Basic too, as OAuth libraries send them', async () => {
  const { id, secret } = mainKeys(box)
  const headers = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
  const form = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code: await newCode() }
  expect((await graph(box, '/oauth/access_token', { form, headers })).body['access_token']).toEqual(expect.stringMatching(/^EAA/))
  const wrong = { authorization: `Basic ${Buffer.from(`${id}:wrong`).toString('base64')}` }
  expect((await graph(box, '/oauth/access_token', { form, headers: wrong })).error).toMatchObject({ code: 1 })
})
