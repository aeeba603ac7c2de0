import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})
afterAll(() => desk.close())

const queue = (as = ours.administrator, channelId = ours.channelId) => desk.call(as, `GET /channels/${channelId}/queue`)
const empty = (as = ours.administrator, channelId = ours.channelId) => desk.call(as, `DELETE /channels/${channelId}/queue`)
const reply = (ticketId: string, text: string) => desk.call(ours.agent, `POST /tickets/${ticketId}/replies`, { body: { text }, key: v7() })

test('an administrator sees what waits in a Page, the oldest first, and has it not sent; what is on its way goes on', async () => {
  const ticket = await desk.arrive(ours)
  const [first] = [(await reply(ticket.id, 'First')).body, await reply(ticket.id, 'Second'), await reply(ticket.id, 'Third')]
  await desk.desk.db.updateTable('acts').set({ state: 'sending' }).where('entry_id', '=', first.id).execute()
  expect((await queue()).body).toMatchObject({
    count: 2,
    waiting: [
      { ticketId: ticket.id, ticketNumber: ticket.number, act: 'reply', text: 'Second', by: 'Bea', failure: null },
      { text: 'Third' },
    ],
  })
  expect(await empty()).toMatchObject({ status: 200, body: { stopped: 2 } })
  const lines = (await desk.messagesOf(ours, ticket.id)).filter(({ direction }) => direction === 'out')
  expect(lines).toMatchObject([
    { text: 'First', state: 'sending' },
    { text: 'Second', state: 'failed', failure: { reason: 'stopped', reach: 'channel' } },
    { text: 'Third', state: 'failed', failure: { reason: 'stopped' } },
  ])
  expect((await queue()).body).toEqual({ count: 0, waiting: [] })
  expect((await empty()).body).toEqual({ stopped: 0 })
})

test('agents neither see the queue of a Page nor empty it, and there is none of a channel that is not there', async () => {
  expect([(await queue(ours.agent)).status, (await empty(ours.agent)).status]).toEqual([403, 403])
  expect([(await queue(ours.administrator, v7())).status, (await empty(ours.administrator, v7())).status]).toEqual([404, 404])
})

test('what waits says what it is: which reaction, and that one is taken back', async () => {
  const ticket = await desk.arrive(ours)
  const [theirs] = await desk.messagesOf(ours, ticket.id)
  const reaction = (body: object) => desk.call(ours.agent, `POST /tickets/${ticket.id}/messages/${theirs?.id}/acts`, { body, key: v7() })
  expect((await reaction({ act: 'react', reaction: '👍' })).status).toBe(201)
  expect((await queue()).body.waiting).toMatchObject([{ act: 'react', text: '👍', summary: [] }])
  await desk.desk.db.updateTable('acts').set({ state: 'sent' }).where('state', '=', 'queued').execute()
  await reaction({ act: 'unreact' })
  expect((await queue()).body.waiting).toMatchObject([{ act: 'unreact', text: null }])
})
