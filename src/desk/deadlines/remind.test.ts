import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReminderWish } from '#domain/members/reminder.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import { remind } from './remind.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const TOOLS = { publicUrl: 'http://desk.test', isSmtpConfigured: false }

let desk: TicketDesk
let ours: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.desk.db.deleteFrom('sent_mails').where('subject', 'not like', '%invites%').execute()
  await desk.desk.db.updateTable('tickets').set({ status: 'closed', deadline_at: null, deadline_kind: null }).execute()
  await Promise.all([wish(ours.administrator, {}), wish(ours.agent, {}), wish(ours.employee, {})])
})

const wish = (cookie: string, more: Partial<ReminderWish>) =>
  desk.call(cookie, 'PUT /account/reminders', { body: { minutesBefore: 60, isInBrowser: false, isByMail: false, ...more } })

/** A customer wrote so that as much is left of the 24 hours. */
const leftOf = (minutes: number) => desk.arrive(ours, { at: Date.now() - DAY + minutes * MINUTE })

const addressOf = async (cookie: string): Promise<string> => (await desk.call(cookie, 'GET /session')).body.user.email

async function mails(): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await desk.desk.db
    .selectFrom('sent_mails')
    .select(['recipient', 'subject', 'body_text'])
    .where('subject', 'not like', '%invites%')
    .orderBy('recipient')
    .execute()
  return rows.map(({ recipient: to, subject, body_text: text }) => ({ to, subject, text }))
}

async function told(): Promise<unknown[]> {
  const rows = await desk.desk.db.selectFrom('events').select(['ticket_id', 'payload']).where('type', '=', 'ticket.reminded').execute()
  return rows.map(({ payload }) => payload)
}

test('nobody is told of anything who did not ask', async () => {
  await leftOf(30)
  await remind(desk.desk, TOOLS)
  expect([await mails(), await told()]).toEqual([[], []])
  expect((await desk.call(ours.agent, 'GET /account/reminders')).body).toEqual({ minutesBefore: 60, isInBrowser: false, isByMail: false })
})

test('whoever asked is told once of what nobody has, as long before as they asked, also by several processes at once', async () => {
  await wish(ours.agent, { isByMail: true, isInBrowser: true })
  await wish(ours.administrator, { isByMail: true, minutesBefore: 15 })
  const { id, number } = await leftOf(30)
  await leftOf(90)
  await Promise.all(Array.from({ length: 5 }, () => remind(desk.desk, TOOLS)))
  await remind(desk.desk, TOOLS)
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    to: await addressOf(ours.agent),
    subject: expect.stringMatching(new RegExp(`^#${number} .*: the reply window ends in (29|30) min$`, 'u')),
  })
  expect(mail?.text).toContain(`http://desk.test/tickets/ending-soon/${id}`)
  const userId = (await desk.call(ours.agent, 'GET /session')).body.user.id
  expect(await told()).toEqual([{ userIds: [userId], kind: 'reply-window', until: expect.any(String) }])
})

test('what somebody has, they alone are told of', async () => {
  await wish(ours.agent, { isByMail: true })
  await wish(ours.administrator, { isByMail: true })
  const { id } = await leftOf(30)
  const memberId = (await desk.call(ours.administrator, 'GET /session')).body.memberId
  await desk.call(ours.agent, `PUT /tickets/${id}/assignee`, { body: { memberId } })
  await remind(desk.desk, TOOLS)
  expect((await mails()).map(({ to }) => to)).toEqual([await addressOf(ours.administrator)])
})

test('a customer who was answered, and a ticket that is solved, are left alone', async () => {
  await wish(ours.agent, { isByMail: true })
  const [answered, solved] = [await leftOf(30), await leftOf(40)]
  await desk.desk.db.updateTable('tickets').set({ unanswered_count: 0 }).where('id', '=', answered.id).execute()
  await desk.call(ours.agent, `PUT /tickets/${solved.id}/status`, { body: { status: 'solved' } })
  await remind(desk.desk, TOOLS)
  expect(await mails()).toEqual([])
})

test('all that is due at once comes in one mail, and a new message brings a reminder of its own', async () => {
  await wish(ours.agent, { isByMail: true })
  await desk.arrive(ours, { at: Date.now() - DAY + 30 * MINUTE, person: '709901' })
  await leftOf(40)
  await remind(desk.desk, TOOLS)
  expect((await mails()).map(({ subject }) => subject)).toEqual(['2 tickets can be answered for a short time only'])
  await desk.arrive(ours, { at: Date.now() - DAY + 50 * MINUTE, person: '709901' })
  await remind(desk.desk, TOOLS)
  expect((await mails()).length).toBe(2)
})

test('what is not a time to be told before is refused', async () => {
  expect((await wish(ours.agent, { minutesBefore: 4 })).status).toBe(400)
  expect((await wish(ours.agent, { minutesBefore: 1441 })).status).toBe(400)
})
