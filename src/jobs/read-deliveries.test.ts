import { expect, test } from 'vitest'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'

test('a customer writes and a ticket with an open window is there', async () => {
  const { desk, hear, failures, profileJobs } = await openIntakeDesk()
  const at = Date.now() - 1000
  await hear(textFrom({ mid: 'm_1', text: 'Is the red one in stock?', at }))
  expect(failures).toEqual([])
  const tickets = await desk.db.selectFrom('tickets').selectAll().execute()
  expect(tickets).toMatchObject([
    { number: 1, status: 'new', unanswered_count: 1, tags: ['Facebook:Direct'], last_activity_at: new Date(at) },
  ])
  const messages = await desk.db.selectFrom('messages').selectAll().execute()
  expect(messages).toMatchObject([
    { direction: 'in', kind: 'text', text: 'Is the red one in stock?', external_id: 'm_1', author_kind: 'client' },
  ])
  const threads = await desk.db.selectFrom('threads').selectAll().execute()
  expect(threads).toMatchObject([{ external_id: '7001', window_closes_at: new Date(at + 24 * 3600_000), window_reason: 'message' }])
  const events = await desk.db.selectFrom('events').select('type').orderBy('id').execute()
  expect(events.map(({ type }) => type)).toEqual(['ticket.created', 'message.received'])
  expect(profileJobs).toHaveLength(1)
  const deliveries = await desk.db.selectFrom('facebook_deliveries').select('state').execute()
  expect(deliveries).toEqual([{ state: 'read' }])
})
