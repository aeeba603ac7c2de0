import { expect, test } from 'vitest'
import { ANNA, openAccountsApp } from '#test/accounts-app.ts'

const WRONG = { email: ANNA.email, password: 'not her password' }

test('whoever is signed in stands in the request with their session', async () => {
  const { call, setUp } = await openAccountsApp()
  const cookie = await setUp()
  const session = await call('GET', '/api/v1/session', { cookie })
  expect((await call('GET', '/api/v1/probe', { cookie })).body).toMatchObject({
    userId: session.body.user?.id,
    sessionId: expect.any(String),
  })
})

test('without a session the API answers not-signed-in, and a public route knows nobody', async () => {
  const { call, setUp } = await openAccountsApp()
  const cookie = await setUp()
  expect(await call('GET', '/api/v1/probe')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
  expect((await call('GET', '/api/v1/public-probe', { cookie })).status).toBe(401)
})

test('no other way of writing an address leads past the guard', async () => {
  const { call } = await openAccountsApp()
  for (const url of [
    '/%61pi/v1/probe',
    '/api%2Fv1/probe',
    '//api/v1/probe',
    '/API/v1/probe',
    '/./api/v1/probe',
    '/api/v1/probe?x=/page',
    '/api/v1/probe/',
  ]) {
    expect([401, 404], url).toContain((await call('GET', url)).status)
  }
})

test('an address of the API that leads nowhere is not-found', async () => {
  const { call } = await openAccountsApp()
  expect(await call('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect((await call('GET', '/api/auth/get-session')).status).toBe(404)
  expect((await call('POST', '/api/auth/sign-up/email', { body: ANNA })).status).toBe(404)
})

test('what the API answers is kept by no cache, and everything carries the security headers', async () => {
  const { call } = await openAccountsApp()
  const answer = await call('GET', '/api/v1/desk')
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
  const page = await call('GET', '/page')
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'self';.*frame-ancestors 'none'$/)
  expect(page.headers['cache-control']).toBeUndefined()
})

test('commands of other sites are refused, the desk’s own and those of programs pass', async () => {
  const { call, setUp } = await openAccountsApp({ publicUrl: 'http://desk.test' })
  await setUp()
  const signIn = (headers: Record<string, string>) =>
    call('POST', '/api/v1/session', {
      body: { email: ANNA.email, password: ANNA.password },
      headers,
    })
  const foreign = [
    'https://evil.example',
    'http://desk.test.evil.example',
    'http://desk.test:81',
    'http://localhost',
    'null',
    'file://',
    'x',
  ]
  for (const origin of foreign) {
    expect(await signIn({ origin }), origin).toMatchObject({ status: 403, body: { code: 'not-allowed' }, setCookie: '' })
  }
  expect((await signIn({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await signIn({ origin: 'http://desk.test' })).status).toBe(201)
  expect((await signIn({})).status).toBe(201)
})

test('only JSON is read: a form or plain text has no effect', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    const body = JSON.stringify({ email: ANNA.email, password: ANNA.password })
    expect(await call('POST', '/api/v1/session', { body, headers: { 'content-type': type } }), type).toMatchObject({ status: 415 })
  }
})

test('guessing one person’s password is slowed down, from however many addresses, and opens again later', async () => {
  const { call, clock, setUp } = await openAccountsApp()
  await setUp()
  for (let guess = 0; guess < 10; guess += 1) {
    expect((await call('POST', '/api/v1/session', { body: WRONG, address: `10.0.0.${guess}` })).status).toBe(401)
  }
  const right = { email: ' ANNA@example.com', password: ANNA.password }
  const late = await call('POST', '/api/v1/session', { body: right, address: '10.0.0.99' })
  expect(late).toMatchObject({ status: 429, body: { code: 'too-many-requests', facts: { retryAfterSeconds: 300 } } })
  clock.now = new Date(clock.now.getTime() + 300_001)
  expect((await call('POST', '/api/v1/session', { body: right, address: '10.0.0.99' })).status).toBe(201)
})

test('spraying many e-mails from one address is slowed down, whatever X-Forwarded-For claims', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  const spray = (guess: number) =>
    call('POST', '/api/v1/session', {
      body: { ...WRONG, email: `person${guess}@example.com` },
      headers: { 'x-forwarded-for': `10.0.0.${guess}`, 'x-real-ip': `10.0.0.${guess}`, 'cf-connecting-ip': `10.0.0.${guess}` },
      address: `2001:db8:1:2::${guess}`,
    })
  const statuses = await Promise.all(Array.from({ length: 34 }, (_, guess) => spray(guess).then(({ status }) => status)))
  expect(statuses.filter((status) => status === 401)).toHaveLength(30)
  expect(statuses.filter((status) => status === 429)).toHaveLength(4)
})

test('signing in rightly many times uses no patience up', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  for (let time = 0; time < 12; time += 1) {
    expect((await call('POST', '/api/v1/session', { body: { email: ANNA.email, password: ANNA.password } })).status).toBe(201)
  }
})

test('guessing invitation tokens and trying set-ups is slowed down', async () => {
  const { call } = await openAccountsApp()
  for (let guess = 0; guess < 30; guess += 1) {
    await call('POST', '/api/v1/invitation-lookups', { body: { token: `guess-${guess}` } })
  }
  const body = { token: 'another', name: 'Mallory', password: 'long enough to try' }
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token: 'another' } })).status).toBe(429)
  expect((await call('POST', '/api/v1/invitation-acceptances', { body })).status).toBe(429)
})
