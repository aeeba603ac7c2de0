import { expect, onTestFinished, test } from 'vitest'
import { openAccountsApp } from '#test/accounts-app.ts'
import { startSmtp, type SmtpRefusal } from '#test/smtp.ts'
import type { MailJob } from '../desk.ts'
import { deliverMail } from './deliver-mail.ts'
import { openSmtp } from './smtp.ts'

const HOUR = 3600_000

test('a queued mail reaches the recipient and is sent', async () => {
  const { desk, job, states } = await withQueuedMail()
  const server = await openServer()
  expect(await deliverMail(desk, server.transport, job)).toBe('sent')
  expect(server.received).toHaveLength(1)
  expect(server.received[0]).toMatchObject({ recipients: ['cara@example.com'], sender: 'desk@example.com' })
  expect(server.received[0]?.text).toContain('Subject: Anna Lindqvist invites you to Lindqvist Cycles')
  expect(server.received[0]?.text).toContain(`Message-ID: <${job.mailId}@desk.test>`)
  expect(await states()).toEqual([{ state: 'sent', failure: null }])
})

test('U21: once a mail server has the mail, its link is kept nowhere', async () => {
  const { call, cookie, desk, job } = await withQueuedMail()
  const server = await openServer()
  await deliverMail(desk, server.transport, job)
  const received = server.received[0]?.text.replaceAll(/=\r?\n/g, '') ?? ''
  const link = /http:\/\/desk\.test\/invitation\/[\w-]{43}/.exec(received)?.[0] ?? ''
  expect(link).not.toBe('')
  const rows = await desk.db.selectFrom('sent_mails').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(link.split('/').at(-1))
  const { body } = await call('GET', `/api/v1/mails/${job.mailId}`, { cookie })
  expect(body.bodyText).toContain('[The link is no longer kept here: a mail server has taken this mail.]')
})

test('U21: an invitation tells what became of its mail, and gives the link of one that was refused', async () => {
  const { call, cookie, desk, job } = await withQueuedMail()
  const first = async () => (await call('GET', '/api/v1/invitations', { cookie })).body.invitations?.[0]
  expect(await first()).toMatchObject({ mailState: 'queued', link: null })
  const server = await openServer({ refuseWith: { code: 550, words: 'No such mailbox' } })
  await deliverMail(desk, server.transport, job)
  expect(await first()).toMatchObject({ mailState: 'failed', link: expect.stringMatching(/\/invitation\/[\w-]{43}$/) })
})

test('the same job again sends nothing', async () => {
  const { desk, job } = await withQueuedMail()
  const server = await openServer()
  await deliverMail(desk, server.transport, job)
  expect(await deliverMail(desk, server.transport, job)).toBe('settled-before')
  expect(server.received).toHaveLength(1)
})

test('a mail that the server refuses for good has failed, with the server’s words', async () => {
  const { desk, eventTypes, job, states } = await withQueuedMail()
  const server = await openServer({ refuseWith: { code: 550, words: 'No such mailbox' } })
  expect(await deliverMail(desk, server.transport, job)).toBe('failed')
  expect(await states()).toMatchObject([{ state: 'failed', failure: expect.stringContaining('550') }])
  expect(await eventTypes()).toContain('mail.failed')
})

test('while the server only says later, the mail stays queued and the job comes again', async () => {
  const { desk, job, states } = await withQueuedMail()
  const server = await openServer({ refuseWith: { code: 451, words: 'Later' } })
  await expect(deliverMail(desk, server.transport, job)).rejects.toThrow('Later')
  expect(await states()).toMatchObject([{ state: 'queued' }])
})

test('after an hour of trying a mail has failed', async () => {
  const { clock, desk, job, states } = await withQueuedMail()
  const transport = openTransport('smtp://127.0.0.1:1')
  await expect(deliverMail(desk, transport, job)).rejects.toThrow('ECONNREFUSED')
  clock.now = new Date(clock.now.getTime() + HOUR)
  expect(await deliverMail(desk, transport, job)).toBe('failed')
  expect(await states()).toMatchObject([{ failure: expect.stringMatching(/^The mail server cannot be reached/) }])
})

test('a queued mail is kept when there is no SMTP server any more', async () => {
  const { desk, job, states } = await withQueuedMail()
  expect(await deliverMail(desk, undefined, job)).toBe('kept')
  expect(await states()).toEqual([{ state: 'kept', failure: null }])
})

async function withQueuedMail() {
  const app = await openAccountsApp({ isSmtpConfigured: true })
  const cookie = await app.setUp()
  await app.call('POST', '/api/v1/invitations', { cookie, body: { email: 'cara@example.com', role: 'agent' } })
  const job = app.mailJobs[0] as MailJob
  const states = () => app.desk.db.selectFrom('sent_mails').select(['state', 'failure']).execute()
  return { ...app, cookie, job, states }
}

async function openServer({ refuseWith }: { refuseWith?: SmtpRefusal } = {}) {
  const { received, url, close } = await startSmtp({ refuseWith })
  onTestFinished(close)
  return { received, transport: openTransport(url) }
}

function openTransport(smtpUrl: string) {
  const transport = openSmtp({ smtpUrl, publicUrl: 'http://desk.test' })
  onTestFinished(() => transport.close())
  return transport
}
