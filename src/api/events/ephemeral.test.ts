import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { EphemeralNews } from '#domain/ephemeral.ts'
import type { MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { startEphemeral } from '#realtime/ephemeral.ts'
import { tellEphemeral } from '#storage/ephemeral.ts'
import { openStream } from '#test/event-stream.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let theirs: Company
const TYPING: EphemeralNews = {
  kind: 'typing',
  ticketId: '01990000-0000-7000-8000-000000000001' as TicketId,
  memberId: '01990000-0000-7000-8000-000000000002' as MemberId,
}

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  theirs = await desk.neighbourOf(ours, '2067280970047461')
})
afterAll(() => desk.close())

/** Another process of the same desk, with ears of its own. */
async function otherProcess(company: Company): Promise<EphemeralNews[]> {
  const heard: EphemeralNews[] = []
  const ephemeral = await startEphemeral({ database: desk.database, onError: (error) => void desk.failures.push(error) })
  onTestFinished(ephemeral.stop)
  ephemeral.subscribe(company.workspaceId as WorkspaceId, (news) => void heard.push(news))
  return heard
}

test('who is typing is told at once to every process and every screen of the company, and is written nowhere', async () => {
  const [screen, neighbour] = [await openStream(desk, ours.agent), await openStream(desk, theirs.agent)]
  await Promise.all([screen.started(), neighbour.started()])
  const [elsewhere, elsewhereTheirs] = [await otherProcess(ours), await otherProcess(theirs)]
  const rows = async () => (await desk.database.pool.query('select count(*)::int as count from events')).rows[0].count
  const before = await rows()
  await tellEphemeral(desk.desk.db, ours.workspaceId as WorkspaceId, TYPING)
  await expect.poll(() => elsewhere).toEqual([TYPING])
  const told = () => screen.frames.filter(({ event }) => event === 'ephemeral')
  await expect.poll(told).toEqual([{ id: '', event: 'ephemeral', data: TYPING }])
  await tellEphemeral(desk.desk.db, theirs.workspaceId as WorkspaceId, { ...TYPING, kind: 'looking' })
  await expect.poll(() => elsewhereTheirs).toEqual([{ ...TYPING, kind: 'looking' }])
  expect([told().length, elsewhere.length, await rows()]).toEqual([1, 1, before])
})

test('news of a moment move no cursor: whoever comes back gets every event, and not them', async () => {
  const stream = await openStream(desk, ours.agent)
  await stream.started()
  const cursor = stream.lastId()
  await tellEphemeral(desk.desk.db, ours.workspaceId as WorkspaceId, TYPING)
  await expect.poll(() => stream.frames.at(-1)?.event).toBe('ephemeral')
  stream.cut()
  const ticket = await desk.arrive(ours)
  const again = await openStream(desk, ours.agent, { lastEventId: cursor })
  await expect.poll(() => again.frames.some(({ data }) => data.ticketId === ticket.id)).toBe(true)
  expect(again.frames.filter(({ event }) => event === 'ephemeral')).toEqual([])
})

test('what another version of the desk tells in another shape is no news, and breaks nothing', async () => {
  const heard = await otherProcess(ours)
  for (const payload of ['', 'nonsense', '{"kind":"dancing"}', JSON.stringify({ workspaceId: ours.workspaceId, kind: 'typing' })]) {
    await desk.database.pool.query('select pg_notify($1, $2)', ['desk_ephemeral', payload])
  }
  await tellEphemeral(desk.desk.db, ours.workspaceId as WorkspaceId, TYPING)
  await expect.poll(() => heard).toEqual([TYPING])
  expect(desk.failures).toEqual([])
})

test('a screen whose stream ends is told as gone, and that of a stream without one is not', async () => {
  const elsewhere = await otherProcess(ours)
  const [named, nameless] = [await openStream(desk, ours.agent, { query: '?screen=tab-1' }), await openStream(desk, ours.agent)]
  await Promise.all([named.started(), nameless.started()])
  const ticket = await desk.arrive(ours)
  const told = await desk.call(ours.agent, `PUT /tickets/${ticket.id}/presence`, { body: { kind: 'looking', screen: 'tab-1' } })
  expect(told.status).toBe(202)
  nameless.cut()
  named.cut()
  const memberId = expect.any(String)
  await expect
    .poll(() => elsewhere)
    .toEqual([
      { kind: 'looking', ticketId: ticket.id, memberId, screen: 'tab-1' },
      { kind: 'gone', memberId, screen: 'tab-1' },
    ])
})
