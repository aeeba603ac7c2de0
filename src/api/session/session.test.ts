import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { ANNA, openAccountsApp, signInBody } from '#test/accounts-app.ts'

const ANNAS_SIGN_IN = { email: ANNA.email, password: ANNA.password }

test('a new desk says that it is not set up, and after the set-up that it is', async () => {
  const { call, setUp } = await openAccountsApp()
  expect((await call('GET', '/api/v1/desk')).body).toMatchObject({ isSetUp: false, workspaceName: null, sandboxUrl: null })
  await setUp()
  expect((await call('GET', '/api/v1/desk')).body.isSetUp).toBe(true)
})

test('the set-up makes the workspace, its administrator and the group Support team, and signs in', async () => {
  const { call, desk, eventTypes } = await openAccountsApp()
  const answer = await call('POST', '/api/v1/set-up', { body: ANNA })
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({
    user: { name: ANNA.name, email: ANNA.email },
    workspace: { name: ANNA.workspaceName },
    role: 'administrator',
    permissions: ['ticket.read', 'ticket.comment-internally', 'ticket.work', 'ticket.reply', 'comment.moderate', 'workspace.manage'],
  })
  expect((await call('GET', '/api/v1/session', { cookie: answer.cookie })).body).toEqual(answer.body)
  const groups = await desk.db.selectFrom('groups').select(['name', 'workspace_id']).execute()
  expect(groups).toEqual([{ name: 'Support team', workspace_id: answer.body.workspace?.id }])
  expect(await eventTypes()).toEqual(['desk.set-up'])
})

test('a password that is long and easily guessed is refused at its field, and nothing is made', async () => {
  const { call, eventTypes } = await openAccountsApp()
  const answer = await call('POST', '/api/v1/set-up', { body: { ...ANNA, password: 'password1234' } })
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', facts: { fields: [{ field: 'password' }] } } })
  expect(answer.body).toMatchObject({
    facts: { fields: [{ message: expect.stringContaining('first that a stranger would try') as string }] },
  })
  expect(await eventTypes()).toEqual([])
})

test('how a field is filled in uses up nobody’s patience', async () => {
  const { call, setUp } = await openAccountsApp()
  for (let tries = 0; tries < 12; tries += 1) {
    expect((await call('POST', '/api/v1/set-up', { body: { ...ANNA, password: 'password1234' } })).status).toBe(400)
  }
  await setUp()
})

test('the set-up is closed for ever after', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  const again = await call('POST', '/api/v1/set-up', { body: { ...ANNA, email: 'mallory@example.com' } })
  expect(again).toMatchObject({ status: 404, body: { code: 'set-up-done' }, setCookie: '' })
})

test('of several set-ups at once exactly one wins', async () => {
  const { call, desk } = await openAccountsApp()
  const names = ['a', 'b', 'c', 'd']
  const answers = await Promise.all(
    names.map((name) => call('POST', '/api/v1/set-up', { body: { ...ANNA, email: `${name}@example.com` } })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404, 404, 404])
  expect(await desk.db.selectFrom('workspaces').select('id').execute()).toHaveLength(1)
  expect(await desk.db.selectFrom('users').select('id').execute()).toHaveLength(1)
})

test('a set-up that breaks in the middle leaves nothing and can be done again', async () => {
  const { accounts, call, desk } = await openAccountsApp()
  const caller = { address: '127.0.0.1', userAgent: undefined, cookie: undefined, isAtThisMachine: true }
  await expect(accounts.setUp({ ...ANNA, workspaceName: 'x'.repeat(300) }, caller)).rejects.toThrow()
  expect(await desk.db.selectFrom('users').select('id').execute()).toEqual([])
  expect((await call('POST', '/api/v1/set-up', { body: ANNA })).status).toBe(201)
})

test('a short password and unknown fields are refused at the set-up', async () => {
  const { call } = await openAccountsApp()
  expect(await call('POST', '/api/v1/set-up', { body: { ...ANNA, password: 'short' } })).toMatchObject({
    status: 400,
    body: { code: 'invalid' },
  })
  expect(await call('POST', '/api/v1/set-up', { body: { ...ANNA, role: 'agent' } })).toMatchObject({
    status: 400,
    body: { code: 'invalid' },
  })
})

test('names are kept as one line of visible text, and one without a visible letter is refused', async () => {
  const { call } = await openAccountsApp()
  const invisible = '\u200b\u202e\u0000'
  expect(await call('POST', '/api/v1/set-up', { body: { ...ANNA, name: invisible } })).toMatchObject({
    status: 400,
    body: { code: 'invalid' },
  })
  const answer = await call('POST', '/api/v1/set-up', {
    body: { ...ANNA, name: 'Anna\u0000\nرانيا \u202e👩‍🔧 <b>', workspaceName: `${invisible}Cycles` },
  })
  expect(answer.body).toMatchObject({ user: { name: 'Anna رانيا  👩‍🔧 <b>' }, workspace: { name: 'Cycles' } })
})

test('a person signs in whatever the case of the e-mail, with a cookie that scripts and other sites do not get', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  const answer = await call('POST', '/api/v1/session', { body: { ...ANNAS_SIGN_IN, email: ' ANNA@Example.com' } })
  expect(answer).toMatchObject({ status: 201, body: { user: { email: ANNA.email } } })
  expect(answer.setCookie).toMatch(/^pagedesk\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('R8: an e-mail address with characters that no database holds is nobody’s, and signs nobody in', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  for (const email of ['anna\0@example.com', '\0', '\uD800@example.com']) {
    expect(await call('POST', '/api/v1/session', { body: { ...ANNAS_SIGN_IN, email } })).toMatchObject({ status: 401 })
  }
})

test('on https the cookie is Secure', async () => {
  const { call } = await openAccountsApp({ publicUrl: 'https://desk.test' })
  const answer = await call('POST', '/api/v1/set-up', { body: ANNA })
  expect(answer.setCookie).toMatch(/; Secure/)
  expect(answer.headers['strict-transport-security']).toBeDefined()
  const out = await call('DELETE', '/api/v1/session', { cookie: answer.cookie })
  expect(out.setCookie).toMatch(/; Secure/)
})

test('a wrong password and an unknown e-mail get the same answer', async () => {
  const { call, setUp } = await openAccountsApp()
  await setUp()
  const wrong = await call('POST', '/api/v1/session', { body: { ...ANNAS_SIGN_IN, password: 'not her password' } })
  const unknown = await call('POST', '/api/v1/session', { body: { ...ANNAS_SIGN_IN, email: 'nobody@example.com' } })
  const noEmail = await call('POST', '/api/v1/session', { body: { email: 'nobody', password: 'x' } })
  expect(wrong).toMatchObject({
    status: 401,
    body: { code: 'not-signed-in', title: 'This e-mail and password do not match. Check both, or ask for a new password.' },
    setCookie: '',
  })
  expect(unknown.body).toEqual(wrong.body)
  expect(noEmail.body).toEqual(wrong.body)
})

test('signing in begins a new session and ends the one that the browser brought', async () => {
  const { call, setUp } = await openAccountsApp()
  const before = await setUp()
  const { cookie } = await call('POST', '/api/v1/session', { cookie: before, body: ANNAS_SIGN_IN })
  expect(cookie).not.toBe(before)
  expect((await call('GET', '/api/v1/session', { cookie: before })).status).toBe(401)
  expect((await call('GET', '/api/v1/session', { cookie })).status).toBe(200)
})

test('signing out ends the session on the server and clears the cookie', async () => {
  const { call, desk, eventTypes, setUp } = await openAccountsApp()
  const cookie = await setUp()
  const out = await call('DELETE', '/api/v1/session', { cookie })
  expect(out).toMatchObject({ status: 204, setCookie: 'pagedesk.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax' })
  expect(await call('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
  expect(await desk.db.selectFrom('sessions').select('id').execute()).toEqual([])
  expect(await eventTypes()).toContain('member.signed-out')
})

test('a made-up, altered, unsigned or empty cookie is nobody', async () => {
  const { call, desk, setUp } = await openAccountsApp()
  const cookie = await setUp()
  const { token } = await desk.db.selectFrom('sessions').select('token').executeTakeFirstOrThrow()
  const forged = createHmac('sha256', 'another secret').update(token).digest('base64')
  const cookies = [
    `pagedesk.session_token=${token}`,
    `pagedesk.session_token=${token}.`,
    `pagedesk.session_token=${encodeURIComponent(`${token}.${forged}`)}`,
    'pagedesk.session_token=',
    'pagedesk.session_token=%E0%A4%A',
    cookie.replace('session_token=', 'session_token=x'),
    cookie.slice(0, -8),
  ]
  for (const bad of cookies) {
    expect((await call('GET', '/api/v1/session', { cookie: bad })).status, bad).toBe(401)
  }
})

test('an expired session is nobody', async () => {
  const { call, desk, setUp } = await openAccountsApp()
  const cookie = await setUp()
  await desk.db
    .updateTable('sessions')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute()
  expect((await call('GET', '/api/v1/session', { cookie })).status).toBe(401)
})

test('a session in use is lengthened once a day', async () => {
  const { call, desk, setUp } = await openAccountsApp()
  const cookie = await setUp()
  expect((await call('GET', '/api/v1/session', { cookie })).setCookie).toBe('')
  const soon = new Date(Date.now() + 3 * 24 * 3600_000)
  await desk.db.updateTable('sessions').set({ expires_at: soon }).execute()
  const answer = await call('GET', '/api/v1/session', { cookie })
  expect(answer.setCookie).toContain('Max-Age=604800')
  const { expires_at } = await desk.db.selectFrom('sessions').select('expires_at').executeTakeFirstOrThrow()
  expect(expires_at.getTime()).toBeGreaterThan(soon.getTime() + 3 * 24 * 3600_000)
  expect((await call('GET', '/api/v1/session', { cookie: answer.cookie })).status).toBe(200)
})

test('a person who was removed cannot sign in, and is told so only with the right password', async () => {
  const { call, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara')
  await call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna })
  expect(await call('POST', '/api/v1/session', { body: signInBody('Cara') })).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  const wrong = await call('POST', '/api/v1/session', { body: { ...signInBody('Cara'), password: 'wrong' } })
  expect(wrong.status).toBe(401)
})
