import { createHash } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { type Body, openAccountsApp, passwordOf, signInBody } from '#test/accounts-app.ts'

const NEXT_WEEK_MS = 7 * 24 * 3600_000

test('an invited colleague joins with a name and a password, signed in and in their role', async () => {
  const { call, eventTypes, invite, setUp } = await openAccountsApp()
  const anna = await setUp()
  const token = await invite(anna, 'Cara@Example.com', 'employee')
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token } })).body).toEqual({
    workspaceName: 'Lindqvist Cycles',
    email: 'cara@example.com',
    role: 'employee',
    invitedBy: 'Anna Lindqvist',
  })
  const cara = await call('POST', '/api/v1/invitation-acceptances', { body: { token, name: ' Cara ', password: passwordOf('Cara') } })
  expect(cara).toMatchObject({
    status: 201,
    body: {
      user: { name: 'Cara', email: 'cara@example.com' },
      role: 'employee',
      permissions: ['ticket.read', 'ticket.comment-internally'],
    },
  })
  expect((await call('GET', '/api/v1/session', { cookie: cara.cookie })).status).toBe(200)
  expect((await call('POST', '/api/v1/session', { body: signInBody('Cara') })).status).toBe(201)
  const { body } = await call('GET', '/api/v1/members', { cookie: anna })
  expect(body.members?.map(({ name, role }) => [name, role])).toEqual([
    ['Anna Lindqvist', 'administrator'],
    ['Cara', 'employee'],
  ])
  expect((await call('GET', '/api/v1/invitations', { cookie: anna })).body).toEqual({ invitations: [] })
  expect(await eventTypes()).toEqual(['desk.set-up', 'mail.written', 'member.invited', 'member.joined'])
})

test('the secret of an invitation is kept as a hash, and is in no event', async () => {
  const { desk, invite, setUp } = await openAccountsApp()
  const anna = await setUp()
  const token = await invite(anna, 'cara@example.com')
  const { token_hash } = await desk.db.selectFrom('invitations').select('token_hash').executeTakeFirstOrThrow()
  expect(token_hash).toEqual(createHash('sha256').update(token).digest())
  const events = await desk.db.selectFrom('events').selectAll().execute()
  expect(JSON.stringify(events)).not.toContain(token)
})

test('U21: without a mail server, whoever invites gets the link to hand on, at once and in the list', async () => {
  const { call, setUp } = await openAccountsApp({ publicUrl: 'https://desk.test' })
  const cookie = await setUp()
  const invited = await call('POST', '/api/v1/invitations', { cookie, body: { email: 'cara@example.com', role: 'agent' } })
  expect(invited.body).toMatchObject({ mailState: 'kept', link: expect.stringMatching(/^https:\/\/desk\.test\/invitation\/[\w-]{43}$/) })
  expect((await call('GET', '/api/v1/invitations', { cookie })).body.invitations).toEqual([invited.body])
})

test('U21: with a mail server, no answer holds the link', async () => {
  const { call, setUp } = await openAccountsApp({ isSmtpConfigured: true })
  const cookie = await setUp()
  const invited = await call('POST', '/api/v1/invitations', { cookie, body: { email: 'cara@example.com', role: 'agent' } })
  expect(invited.body).toMatchObject({ mailState: 'queued', link: null })
  expect((await call('GET', '/api/v1/invitations', { cookie })).body.invitations).toEqual([invited.body])
})

test('a link works once', async () => {
  const { call, invite, setUp } = await openAccountsApp()
  const token = await invite(await setUp(), 'cara@example.com')
  const accept = (name: string) => call('POST', '/api/v1/invitation-acceptances', { body: { token, name, password: passwordOf(name) } })
  const answers = await Promise.all([accept('Cara'), accept('Carla'), accept('Carmen')])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404, 404])
  expect(await accept('Cara')).toMatchObject({ status: 404, body: { code: 'not-found' }, setCookie: '' })
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token } })).status).toBe(404)
})

test('a link works for seven days', async () => {
  const { call, clock, invite, setUp } = await openAccountsApp()
  const token = await invite(await setUp(), 'cara@example.com')
  const invitedAt = clock.now.getTime()
  clock.now = new Date(invitedAt + NEXT_WEEK_MS - 1)
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token } })).status).toBe(200)
  clock.now = new Date(invitedAt + NEXT_WEEK_MS)
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token } })).status).toBe(404)
  const body = { token, name: 'Cara', password: passwordOf('Cara') }
  expect((await call('POST', '/api/v1/invitation-acceptances', { body })).status).toBe(404)
})

test('a withdrawn invitation is dead', async () => {
  const { call, eventTypes, invite, setUp } = await openAccountsApp()
  const anna = await setUp()
  const token = await invite(anna, 'cara@example.com')
  const { body } = await call('GET', '/api/v1/invitations', { cookie: anna })
  const url = `/api/v1/invitations/${body.invitations?.[0]?.id}`
  expect((await call('DELETE', url, { cookie: anna })).status).toBe(204)
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token } })).status).toBe(404)
  expect((await call('DELETE', url, { cookie: anna })).status).toBe(404)
  expect(await eventTypes()).toContain('invitation.cancelled')
})

test('inviting again replaces the invitation, and the first link is dead', async () => {
  const { call, invite, setUp } = await openAccountsApp()
  const anna = await setUp()
  const first = await invite(anna, 'cara@example.com')
  const second = await invite(anna, 'CARA@example.com', 'administrator')
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token: first } })).status).toBe(404)
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token: second } })).status).toBe(200)
  expect((await call('GET', '/api/v1/invitations', { cookie: anna })).body.invitations).toHaveLength(1)
})

test('an empty token, a list, null, another case, a space more or a character less is no invitation', async () => {
  const { call, invite, setUp } = await openAccountsApp()
  const token = await invite(await setUp(), 'cara@example.com')
  const swapped = token.replaceAll(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
  for (const bad of [swapped, `${token} `, ` ${token}`, token.slice(0, -1), `${token}=`]) {
    expect(await call('POST', '/api/v1/invitation-lookups', { body: { token: bad } }), bad).toMatchObject({ status: 404 })
  }
  for (const bad of ['', null, [token], { like: '%' }, 0, true, undefined]) {
    expect(await call('POST', '/api/v1/invitation-lookups', { body: { token: bad } }), JSON.stringify(bad)).toMatchObject({ status: 400 })
  }
})

test('who works here already is not invited again', async () => {
  const { call, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  await join(anna, 'Cara')
  const again = await call('POST', '/api/v1/invitations', { cookie: anna, body: { email: 'CARA@example.com', role: 'agent' } })
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test('who comes back after a removal proves the old account with its password', async () => {
  const { call, desk, invite, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara')
  await call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna })
  const token = await invite(anna, 'cara@example.com', 'employee')
  const accept = (password: string) => call('POST', '/api/v1/invitation-acceptances', { body: { token, name: 'Mallory', password } })
  expect(await accept('a password she never had')).toMatchObject({ status: 403, body: { code: 'not-allowed' }, setCookie: '' })
  const back = await accept(passwordOf('Cara'))
  expect(back).toMatchObject({ status: 201, body: { user: { id: cara.body.user?.id, name: 'Cara' }, role: 'employee' } })
  expect(await desk.db.selectFrom('users').select('id').execute()).toHaveLength(2)
})

test('another role counts from the next request on, in sessions that are open too', async () => {
  const { call, eventTypes, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara')
  expect((await call('GET', '/api/v1/invitations', { cookie: cara.cookie })).status).toBe(403)
  const url = `/api/v1/members/${cara.body.memberId}/role`
  expect(await call('PUT', url, { cookie: anna, body: { role: 'administrator' } })).toMatchObject({
    status: 200,
    body: { role: 'administrator' },
  })
  expect((await call('GET', '/api/v1/invitations', { cookie: cara.cookie })).status).toBe(200)
  await call('PUT', url, { cookie: anna, body: { role: 'employee' } })
  expect((await call('GET', '/api/v1/invitations', { cookie: cara.cookie })).status).toBe(403)
  expect((await call('GET', '/api/v1/session', { cookie: cara.cookie })).body.permissions).toEqual([
    'ticket.read',
    'ticket.comment-internally',
  ])
  expect((await eventTypes()).filter((type) => type === 'member.role-changed')).toHaveLength(2)
})

test('a removed colleague is out at once, and whom they invited too', async () => {
  const { call, eventTypes, invite, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara', 'administrator')
  const token = await invite(cara.cookie, 'dan@example.com')
  expect((await call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna })).status).toBe(204)
  expect((await call('GET', '/api/v1/session', { cookie: cara.cookie })).status).toBe(401)
  expect((await call('POST', '/api/v1/invitation-lookups', { body: { token } })).status).toBe(404)
  expect((await call('GET', '/api/v1/members', { cookie: anna })).body.members).toHaveLength(1)
  expect(await eventTypes()).toContain('member.removed')
})

test('whoever is invited back proves their account with the password that it has, also a weak one of earlier', async () => {
  const { call, desk, invite, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara', 'agent')
  await desk.db
    .updateTable('accounts')
    .set({ password: await hashPassword('password1234') })
    .where('user_id', '=', cara.body.user?.id ?? '')
    .execute()
  await call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna })
  const accept = (token: string, password: string) =>
    call('POST', '/api/v1/invitation-acceptances', { body: { token, name: 'Cara', password } })
  expect(await accept(await invite(anna, 'dan@example.com'), 'password1234')).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect(await accept(await invite(anna, 'cara@example.com'), 'password1234')).toMatchObject({ status: 201 })
})

test('the tickets of a removed colleague become unassigned, and their conversations say so', async () => {
  const { call, desk, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara')
  const key = { workspace_id: cara.body.workspace?.id ?? '', created_at: new Date() }
  const [channel, client, conversation, ticket] = [v7(), v7(), v7(), v7()]
  const { db } = desk
  await db
    .insertInto('channels')
    .values({ ...key, id: channel, kind: 'chat', name: 'Chat', state: 'connected' })
    .execute()
  await db
    .insertInto('clients')
    .values({ ...key, id: client })
    .execute()
  await db
    .insertInto('conversations')
    .values({
      ...key,
      id: conversation,
      channel_id: channel,
      client_id: client,
      subject_key: 'website:1',
      subject: '{"kind": "website", "visitorId": "1"}',
    })
    .execute()
  await db
    .insertInto('tickets')
    .values({
      ...key,
      id: ticket,
      number: 1,
      status: 'open',
      decided_status: 'open',
      last_activity_at: new Date(),
      channel_id: channel,
      conversation_id: conversation,
      client_id: client,
      assignee_id: cara.body.memberId ?? null,
    })
    .execute()
  expect((await call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna })).status).toBe(204)
  expect(await db.selectFrom('tickets').select(['assignee_id', 'status']).execute()).toEqual([{ assignee_id: null, status: 'open' }])
  expect(await db.selectFrom('ticket_changes').select(['kind', 'change']).execute()).toMatchObject([
    { kind: 'assignee', change: { from: 'Cara', to: null } },
  ])
})

test('the only administrator can neither be removed nor get another role', async () => {
  const { call, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  await join(anna, 'Cara')
  const { body } = await call('GET', '/api/v1/session', { cookie: anna })
  expect(await call('DELETE', `/api/v1/members/${body.memberId}`, { cookie: anna })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  })
  expect((await call('PUT', `/api/v1/members/${body.memberId}/role`, { cookie: anna, body: { role: 'agent' } })).status).toBe(409)
  expect((await call('PUT', `/api/v1/members/${body.memberId}/role`, { cookie: anna, body: { role: 'administrator' } })).status).toBe(200)
})

test('two administrators who remove each other at the same moment leave one', async () => {
  const { call, desk, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  const cara = await join(anna, 'Cara', 'administrator')
  const { body } = await call('GET', '/api/v1/session', { cookie: anna })
  await Promise.all([
    call('DELETE', `/api/v1/members/${cara.body.memberId}`, { cookie: anna }),
    call('DELETE', `/api/v1/members/${body.memberId}`, { cookie: cara.cookie }),
  ])
  expect(await desk.db.selectFrom('members').select('role').execute()).toEqual([{ role: 'administrator' }])
})

test('agents and internal employees manage nobody and read no mail', async () => {
  const { call, join, setUp } = await openAccountsApp()
  const anna = await setUp()
  for (const [name, role] of [
    ['Cara', 'agent'],
    ['Dan', 'employee'],
  ] as const) {
    const { cookie, body } = await join(anna, name, role)
    const refused = [
      call('POST', '/api/v1/invitations', { cookie, body: { email: 'x@example.com', role: 'administrator' } }),
      call('GET', '/api/v1/invitations', { cookie }),
      call('DELETE', `/api/v1/invitations/${v7()}`, { cookie }),
      call('PUT', `/api/v1/members/${body.memberId}/role`, { cookie, body: { role: 'administrator' } }),
      call('DELETE', `/api/v1/members/${body.memberId}`, { cookie }),
      call('GET', '/api/v1/mails', { cookie }),
      call('GET', `/api/v1/mails/${v7()}`, { cookie }),
    ]
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual(refused.map(() => 403))
    expect((await call('GET', '/api/v1/members', { cookie })).status).toBe(200)
  }
})

test('ids of nobody, of another workspace and malformed ones lead nowhere', async () => {
  const { call, desk, setUp } = await openAccountsApp()
  const anna = await setUp()
  const other = { workspaceId: v7(), userId: v7(), memberId: v7() }
  await desk.db.insertInto('workspaces').values({ id: other.workspaceId, name: 'Other', slug: 'other' }).execute()
  await desk.db.insertInto('users').values({ id: other.userId, name: 'Olga', email: 'olga@example.com' }).execute()
  await desk.db
    .insertInto('members')
    .values({ workspace_id: other.workspaceId, id: other.memberId, user_id: other.userId, role: 'agent' })
    .execute()
  for (const id of [v7(), other.memberId]) {
    expect((await call('PUT', `/api/v1/members/${id}/role`, { cookie: anna, body: { role: 'agent' } })).status).toBe(404)
    expect((await call('DELETE', `/api/v1/members/${id}`, { cookie: anna })).status).toBe(404)
  }
  expect((await call('DELETE', '/api/v1/members/1', { cookie: anna })).status).toBe(404)
  expect((await call('GET', '/api/v1/members', { cookie: anna })).body.members).toHaveLength(1)
})

test('unknown fields and made-up roles are refused', async () => {
  const { call, setUp } = await openAccountsApp()
  const cookie = await setUp()
  const bodies: unknown[] = [
    { email: 'cara@example.com', role: 'owner' },
    { email: 'cara@example.com', role: ['agent'] },
    { email: 'cara@example.com', role: 'agent', workspaceId: v7() },
    { email: 'not an e-mail', role: 'agent' },
  ]
  for (const body of bodies) {
    expect(await call('POST', '/api/v1/invitations', { cookie, body })).toMatchObject({
      status: 400,
      body: { code: 'invalid' } satisfies Body,
    })
  }
})
