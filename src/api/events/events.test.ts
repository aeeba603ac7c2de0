import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { EVENTS_CHANNEL } from '#storage/events.ts'
import { signInBody } from '#test/accounts-app.ts'
import { openStream } from '#test/event-stream.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let theirs: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  theirs = await desk.neighbourOf(ours, '2067280970047461')
})

afterAll(async () => {
  await desk.close()
})

beforeEach(everythingSettled)

afterEach(() => {
  expect(desk.failures).toEqual([])
})

/**
 * What an earlier test committed may still wait behind a transaction of another test file, since the server's transaction
 * numbers are common to all databases; a stream that began now would then tell it, rightly, as something new.
 */
async function everythingSettled(): Promise<void> {
  const unsettled = 'select count(*)::int as count from events where xid >= pg_snapshot_xmin(pg_current_snapshot())'
  await expect.poll(async () => (await desk.database.pool.query(unsettled)).rows[0].count, { timeout: 10_000, interval: 5 }).toBe(0)
}

/** A transaction of somebody's own, with numbered events in it. */
async function openTransaction() {
  const client = new Client(desk.database.url)
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  return {
    append: (n: number, company = ours) =>
      client.query("insert into events (workspace_id, type, payload) values ($1, 'test.numbered', $2)", [company.workspaceId, { n }]),
    work: () => client.query('select pg_current_xact_id()'),
    commit: () => client.query('commit'),
    rollBack: () => client.query('rollback'),
  }
}

async function happen(numbers: readonly number[], company = ours): Promise<void> {
  for (const n of numbers) {
    const transaction = await openTransaction()
    await transaction.append(n, company)
    await transaction.commit()
  }
}

test('a stream without a cursor begins now, and tells what is done at the desk at once', async () => {
  await happen([1])
  await everythingSettled()
  const stream = await openStream(desk, ours.agent)
  await stream.started()
  expect(stream.frames[0]).toMatchObject({ event: 'ready', id: expect.stringMatching(/^\d+-\d+$/) })
  const ticket = await desk.arrive(ours)
  await expect
    .poll(() => stream.frames.slice(1).map(({ data }) => data))
    .toMatchObject([
      { type: 'ticket.created', ticketId: ticket.id },
      { type: 'entry.added', ticketId: ticket.id },
    ])
  expect(stream.numbers()).toEqual([])
})

test('an event that an older transaction commits late is not lost, and comes once', async () => {
  const stream = await openStream(desk, ours.agent)
  await stream.started()
  const [older, younger] = [await openTransaction(), await openTransaction()]
  await older.append(1)
  await younger.append(2)
  await younger.commit()
  const reader = await openStream(desk, ours.agent, { lastEventId: stream.lastId() })
  await reader.started()
  await older.append(3)
  await older.commit()
  for (const { numbers } of [stream, reader]) {
    await expect.poll(() => numbers().toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(numbers()).toHaveLength(3)
  }
})

test('an older transaction that ends without a word does not hold back the others for long', async () => {
  const stream = await openStream(desk, ours.agent)
  await stream.started()
  const older = await openTransaction()
  await older.work()
  await happen([1])
  expect(stream.numbers()).toEqual([])
  await older.rollBack()
  await expect.poll(stream.numbers, { timeout: 4000, interval: 5 }).toEqual([1])
})

test('whoever comes back with the last id gets all between, in order, and nothing twice', async () => {
  const first = await openStream(desk, ours.agent)
  await first.started()
  await happen([1, 2])
  await expect.poll(first.numbers).toEqual([1, 2])
  first.cut()
  await happen([3, 4, 5])
  const writing = happen([6, 7, 8, 9])
  for (const again of [{ lastEventId: first.lastId() }, { query: `?cursor=${first.lastId()}` }]) {
    const second = await openStream(desk, ours.agent, again)
    await writing
    await expect.poll(second.numbers).toEqual([3, 4, 5, 6, 7, 8, 9])
  }
})

test('more than a batch is caught up whole, while it goes on', async () => {
  const first = await openStream(desk, ours.agent)
  await first.started()
  const cursor = first.lastId()
  first.cut()
  const transaction = await openTransaction()
  for (let n = 0; n < 1200; n += 1) {
    await transaction.append(n)
  }
  await transaction.commit()
  const second = await openStream(desk, ours.agent, { lastEventId: cursor })
  await happen([1200, 1201])
  await expect.poll(() => second.numbers().length, { timeout: 5000 }).toBe(1202)
  expect(second.numbers()).toEqual(Array.from({ length: 1202 }, (_, n) => n))
})

test.each(['nonsense', "1-1' or 1=1", '9999999999999999999-1', '-1-1', '1-', '１-１'])(
  'an unknown cursor (%s) is answered with a reset, and then told what is new',
  async (cursor) => {
    const stream = await openStream(desk, ours.agent, { query: `?cursor=${encodeURIComponent(cursor)}` })
    await stream.started()
    expect(stream.frames[0]).toMatchObject({ event: 'reset', id: expect.stringMatching(/^\d+-\d+$/) })
    await happen([1])
    await expect.poll(stream.numbers).toEqual([1])
  },
)

test("another workspace's events never arrive, live or later, even with that workspace's cursor", async () => {
  const [mine, other] = [await openStream(desk, ours.agent), await openStream(desk, theirs.agent)]
  await Promise.all([mine.started(), other.started()])
  await desk.arrive(theirs)
  await happen([1], theirs)
  await expect.poll(other.numbers).toEqual([1])
  await happen([2])
  await expect.poll(mine.numbers).toEqual([2])
  const again = await openStream(desk, ours.agent, { lastEventId: other.lastId() })
  await expect.poll(again.numbers).toEqual([2])
  expect(mine.frames.filter(({ event }) => event === 'change')).toHaveLength(1)
  expect(again.frames.filter(({ event }) => event === 'change')).toHaveLength(1)
})

test('without a session there is no stream, and a stream whose session ended tells nothing more and ends', async () => {
  expect((await openStream(desk, '')).status).toBe(401)
  const cookie = await desk.join(ours.administrator, 'Gunnar', 'agent')
  const stream = await openStream(desk, cookie)
  await stream.started()
  await happen([1])
  await expect.poll(stream.numbers).toEqual([1])
  await desk.call(cookie, 'DELETE /session')
  await expect.poll(() => happen([2]).then(stream.isOver), { timeout: 5000, interval: 50 }).toBe(true)
  expect(stream.frames.filter(({ event }) => event === 'broken')).toEqual([])
})

test('when the connection that listens is cut the stream goes on, and is woken again', async () => {
  const stream = await openStream(desk, ours.agent)
  await stream.started()
  const cut = () =>
    desk.database.pool.query(
      'select pid, pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and starts_with(application_name, $1)',
      [`pagedesk ${EVENTS_CHANNEL}`],
    )
  const before = (await cut()).rows.map(({ pid }) => pid)
  expect(before).toHaveLength(1)
  await happen([1])
  await expect.poll(stream.numbers, { timeout: 8000 }).toEqual([1])
  const listening = async () => {
    const { rows } = await desk.database.pool.query(
      "select pid from pg_stat_activity where datname = current_database() and starts_with(application_name, $1) and state = 'idle'",
      [`pagedesk ${EVENTS_CHANNEL}`],
    )
    return rows.map(({ pid }) => pid)
  }
  await expect.poll(async () => (await listening()).filter((pid) => !before.includes(pid)).length, { timeout: 5000 }).toBe(1)
  await happen([2])
  await expect.poll(stream.numbers, { timeout: 4000, interval: 5 }).toEqual([1, 2])
})

test('U15: logging out everywhere ends the streams of that person’s other browsers, and nobody else’s', async () => {
  const bea = signInBody('Bea')
  const [here, lost] = [
    (await desk.call('', 'POST /session', { body: bea })).cookie,
    (await desk.call('', 'POST /session', { body: bea })).cookie,
  ]
  const [ofLost, ofNeighbour] = [await openStream(desk, lost), await openStream(desk, ours.administrator)]
  await Promise.all([ofLost.started(), ofNeighbour.started()])
  expect((await desk.call(here, 'DELETE /account/sessions')).status).toBe(204)
  // Well before the next heartbeat, though the stream is younger than its first look at the session.
  await expect.poll(ofLost.isOver, { timeout: 9000 }).toBe(true)
  expect(ofNeighbour.isOver()).toBe(false)
  ours = { ...ours, agent: (await desk.call('', 'POST /session', { body: bea })).cookie }
})

test('who is removed hears no more at once, and who gets another role hears on', async () => {
  const cookie = await desk.join(ours.administrator, 'Ragna', 'agent')
  const stream = await openStream(desk, cookie)
  await stream.started()
  const { memberId } = (await desk.call(cookie, 'GET /session')).body
  await desk.call(ours.administrator, `PUT /members/${memberId}/role`, { body: { role: 'employee' } })
  const roleTold = () => stream.changes().some(({ data }) => data.type === 'member.role-changed')
  await expect.poll(roleTold).toBe(true)
  expect(stream.isOver()).toBe(false)
  await desk.call(ours.administrator, `DELETE /members/${memberId}`)
  await happen([7])
  await expect.poll(stream.isOver, { timeout: 5000 }).toBe(true)
  expect(stream.changes().map(({ data }) => data.type)).not.toContain('member.removed')
  expect(stream.numbers()).toEqual([])
})
