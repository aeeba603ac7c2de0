import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { ANNA, openAccountsApp } from '#test/accounts-app.ts'

test('without an SMTP server a mail is kept and an administrator can read it', async () => {
  const { call, invite, mailJobs, setUp } = await openAccountsApp({ publicUrl: 'https://desk.test' })
  const anna = await setUp()
  const token = await invite(anna, 'cara@example.com')
  const { body } = await call('GET', '/api/v1/mails', { cookie: anna })
  expect(body).toMatchObject({
    isSmtpConfigured: false,
    mails: [{ recipient: 'cara@example.com', subject: 'Anna Lindqvist invites you to Lindqvist Cycles', state: 'kept', failure: null }],
  })
  const mail = await call('GET', `/api/v1/mails/${body.mails?.[0]?.id}`, { cookie: anna })
  expect(mail.body.bodyText).toContain(`\nhttps://desk.test/invitation/${token}\n`)
  expect(mailJobs).toEqual([])
})

test('with an SMTP server a mail is queued', async () => {
  const { call, mailJobs, setUp } = await openAccountsApp({ isSmtpConfigured: true })
  const cookie = await setUp()
  await call('POST', '/api/v1/invitations', { cookie, body: { email: 'cara@example.com', role: 'agent' } })
  const { body } = await call('GET', '/api/v1/mails', { cookie })
  expect(body.mails).toMatchObject([{ state: 'queued' }])
  expect(mailJobs).toMatchObject([{ mailId: body.mails?.[0]?.id }])
})

test('attack 19: names cannot forge a line, a header or a direction in a mail', async () => {
  const { call } = await openAccountsApp()
  const name = 'Anna\r\nBcc: victim@example.com\n\nhttps://evil.example\u202e<b>'
  const { cookie } = await call('POST', '/api/v1/set-up', { body: { ...ANNA, name } })
  await call('POST', '/api/v1/invitations', { cookie, body: { email: 'cara@example.com', role: 'agent' } })
  const { body } = await call('GET', '/api/v1/mails', { cookie })
  expect(body.mails?.[0]?.subject).toBe('Anna Bcc: victim@example.com https://evil.example <b> invites you to Lindqvist Cycles')
})

test('mails of another workspace and unknown ones are not found', async () => {
  const { call, desk, setUp } = await openAccountsApp()
  const cookie = await setUp()
  const other = { workspaceId: v7(), mailId: v7() }
  await desk.db.insertInto('workspaces').values({ id: other.workspaceId, name: 'Other', slug: 'other' }).execute()
  await desk.db
    .insertInto('sent_mails')
    .values({ workspace_id: other.workspaceId, id: other.mailId, recipient: 'x@example.com', subject: '', body_text: '', state: 'kept' })
    .execute()
  expect((await call('GET', `/api/v1/mails/${other.mailId}`, { cookie })).status).toBe(404)
  expect((await call('GET', `/api/v1/mails/${v7()}`, { cookie })).status).toBe(404)
  expect((await call('GET', '/api/v1/mails', { cookie })).body.mails).toEqual([])
})
