import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

const HOUR_MS = 3_600_000
const PERSON = '709911'

let desk: TicketDesk
let ours: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})

afterAll(() => desk.close())

/** By number: when the window closes by which the list sorts a ticket, in hours from a moment; null for none. */
async function windows(since: number): Promise<(number | null)[]> {
  const { rows } = await sql<{ closes: Date | null }>`select deadline_at as closes from tickets order by number`.execute(desk.desk.db)
  return rows.map(({ closes }) => closes && (closes.getTime() - since) / HOUR_MS)
}

test('a ticket holds when its window closes: it moves with each message, ends with the ticket, and comes back with it', async () => {
  const now = Date.now()
  const since = now - 10 * HOUR_MS
  const write = (hoursLater: number) => desk.arrive(ours, { person: PERSON, at: since + hoursLater * HOUR_MS })
  const set = (id: string, status: string) => desk.call(ours.agent, `PUT /tickets/${id}/status`, { body: { status } })

  const { id } = await write(0)
  expect(await windows(since)).toEqual([24])
  await write(2)
  expect(await windows(since)).toEqual([26])
  await write(1)
  expect(await windows(since)).toEqual([26])
  await set(id, 'solved')
  expect(await windows(since)).toEqual([26])
  await set(id, 'deleted')
  expect(await windows(since)).toEqual([null])
  await set(id, 'open')
  expect(await windows(since)).toEqual([26])
  await set(id, 'closed')
  expect(await windows(since)).toEqual([null])

  await desk.call(ours.agent, `PUT /tickets/${id}/successor`)
  expect(await windows(since)).toEqual([null, 26])
  await write(5)
  expect(await windows(since)).toEqual([null, 29])
  expect(desk.failures).toEqual([])
})
