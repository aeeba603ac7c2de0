import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, onTestFinished, test } from 'vitest'
import { read } from '#facebook/reading/read.ts'
import { REQUESTS } from '#storage/connections/bounds.ts'
import { openDatabase } from '#storage/database.ts'
import { claimDeliveries, finishDeliveries, oldestWaitingDay } from '#storage/deliveries.ts'
import { openIntakeDesk, PAGE, textFrom } from '#test/intake-desk.ts'
import { linesOf } from '#test/lines.ts'
import { startDeliveryReader } from './reader.ts'

test('a customer writes and a ticket with an open window is there', async () => {
  const { desk, hear, failures, profileJobs } = await openIntakeDesk()
  const at = Date.now() - 1000
  await hear(textFrom({ mid: 'm_1', text: 'Is the red one in stock?', at }))
  expect(failures).toEqual([])
  const tickets = await desk.db.selectFrom('tickets').selectAll().execute()
  expect(tickets).toMatchObject([
    { number: 1, status: 'new', unanswered_count: 1, tags: ['Facebook:Direct'], last_activity_at: new Date(at) },
  ])
  const messages = await linesOf(desk.db)
  expect(messages).toMatchObject([
    { direction: 'in', kind: 'text', text: 'Is the red one in stock?', external_id: 'm_1', author_kind: 'client' },
  ])
  const conversations = await desk.db.selectFrom('conversations').selectAll().execute()
  expect(conversations).toMatchObject([
    { subject_key: 'direct:7001', window_closes_at: new Date(at + 24 * 3600_000), window_reason: 'message' },
  ])
  const events = await desk.db.selectFrom('events').select('type').orderBy('id').execute()
  expect(events.map(({ type }) => type)).toEqual(['ticket.created', 'entry.added'])
  expect(profileJobs).toHaveLength(1)
  const deliveries = await desk.db.selectFrom('facebook_deliveries').select('state').execute()
  expect(deliveries).toEqual([{ state: 'read' }])
})

test('R10: first messages of 3,000 people in one delivery hold nobody up for long', async () => {
  const desk = await openIntakeDesk()
  const at = Date.now()
  const messaging = Array.from({ length: 3000 }, (_, index) => ({
    sender: { id: String(7000 + index) },
    recipient: { id: PAGE },
    timestamp: at,
    message: { mid: `m_${index}`, text: 'the first words of a customer' },
  }))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const startedAt = performance.now()
  await desk.hear({ object: 'page', entry: [{ id: PAGE, time: at, messaging }] })
  delay.disable()
  // By the same clock on the same machine: a third of the whole was one stretch before.
  expect(delay.max / 1e6).toBeLessThan((performance.now() - startedAt) / 4)
  const { count } = await desk.desk.db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(count).toBe(3000)
})

test('R10: a delivery that takes long holds up nobody else’s, for another worker is called', async () => {
  const { desk, database, deliver, hear, failures } = await openIntakeDesk()
  await hear(textFrom({ mid: 'm_1', text: 'Hello', at: Date.now() - 1000 }))
  const stateOf = async (lane: string) =>
    (await desk.db.selectFrom('facebook_deliveries').select('state').where('lane', '=', lane).orderBy('id', 'desc').executeTakeFirst())
      ?.state
  const holder = await database.pool.connect()
  try {
    await holder.query('begin; select from conversations for update')
    await deliver(JSON.stringify(textFrom({ mid: 'm_2', text: 'It takes long to read this', at: Date.now() })))
    await expect.poll(async () => (await database.pool.query(WAITS_FOR_A_LOCK)).rowCount).toBe(1)
    await deliver('{"object":"page","entry":[{"id":"4040","time":1,"messaging":[{"novelty":1}]}]}')
    await expect.poll(() => stateOf('4040')).toBe('ignored')
    expect(await stateOf(PAGE)).toBe('pending')
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  await expect.poll(() => stateOf(PAGE)).toBe('read')
  expect(failures).toEqual([])
})

const WAITS_FOR_A_LOCK = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

test('fault 13: while the database is slow a delivery is tried again and again, and never set aside for it', async () => {
  const { desk, database: own, deliver } = await openIntakeDesk({ isReading: false })
  const busy = openDatabase({ url: own.url, bounds: { ...REQUESTS, lockMs: 50 }, onIdleError: () => undefined })
  const reader = await startDeliveryReader({
    desk: { ...desk, db: busy.db },
    database: busy,
    onFailure: () => undefined,
    busyRestsMs: Array.from({ length: 500 }, () => 10),
  })
  onTestFinished(async () => {
    await reader.stop()
    await busy.close()
  })
  await deliver(textFrom({ mid: 'm_1' }))
  await reader.idle()
  const holder = await own.pool.connect()
  await holder.query('begin; set local idle_in_transaction_session_timeout = 0; select from conversations for update')
  await deliver(textFrom({ mid: 'm_2' }))
  const state = () =>
    desk.db.selectFrom('facebook_deliveries').select(['state', 'attempts']).orderBy('id', 'desc').executeTakeFirstOrThrow()
  try {
    await expect.poll(async () => (await state()).attempts, { timeout: 20_000 }).toBeGreaterThan(3)
    expect((await state()).state).toBe('pending')
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  await expect.poll(async () => (await state()).state, { timeout: 20_000 }).toBe('read')
})

test('fault 22: a reader that stalls is cut, another reads what it held, and what it writes late is refused', async () => {
  const { desk, database: own, deliver, startReader } = await openIntakeDesk({ isReading: false })
  const stalled = openDatabase({ url: own.url, bounds: { ...REQUESTS, idleInTransactionMs: 200 }, onIdleError: () => undefined })
  onTestFinished(stalled.close)
  await deliver(textFrom({ mid: 'm_1' }))
  const late = stalled.db.transaction().execute(async (tx) => {
    const since = await oldestWaitingDay(desk.db)
    const claimed = await claimDeliveries(tx, { since, afterLane: '', lanes: 5, deliveries: 5 })
    expect(claimed).toHaveLength(1)
    await (await startReader()).idle()
    await expect.poll(() => linesOf(desk.db), { timeout: 20_000 }).toHaveLength(1)
    await finishDeliveries(
      tx,
      claimed.map((one) => ({ ...one, state: 'ignored' })),
    )
  })
  await expect(late).rejects.toThrow()
  expect(await desk.db.selectFrom('facebook_deliveries').select('state').execute()).toEqual([{ state: 'read' }])
})

test('R10: a large delivery that nobody understands is kept to the letter, and once', async () => {
  const desk = await openIntakeDesk()
  const value = { id: '12345678901234567890', n: Array.from({ length: 50_000 }, (_, index) => index % 10), text: 'a\u0000b \ud800 ü' }
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: Date.now(), changes: [{ field: 'x', value }] }] })
  await desk.hear(body)
  await desk.hear(`${body} `)
  const rows = await desk.desk.db.selectFrom('not_understood').select('piece').execute()
  expect(rows).toEqual([{ piece: { field: 'x', value: { ...value, text: 'a\ufffdb \ufffd ü' } } }])
  expect(desk.failures).toEqual([])
})

test('R10: a large delivery that takes longer to read than a transaction may be silent is read all the same', async () => {
  const { desk, database: own, deliver } = await openIntakeDesk({ isReading: false })
  // With one number too long for JavaScript every number beside it is looked at, which takes a second or more.
  const body = `{"object":"page","entry":[{"id":"${PAGE}","changes":[{"field":"x","value":[${'0,'.repeat(1_900_000)}12345678901234567890]}]}]}`
  const begin = performance.now()
  read(Buffer.from(body))
  const bounds = { ...REQUESTS, idleInTransactionMs: Math.round((performance.now() - begin) / 2) }
  const database = openDatabase({ url: own.url, bounds, onIdleError: () => undefined })
  const failures: unknown[] = []
  const reader = await startDeliveryReader({
    desk: { ...desk, db: database.db },
    database,
    onFailure: (error) => failures.push(error),
  })
  onTestFinished(async () => {
    await reader.stop()
    await database.close()
  })
  await deliver(body)
  await reader.idle()
  expect(failures).toEqual([])
  expect(await desk.db.selectFrom('facebook_deliveries').select('state').execute()).toEqual([{ state: 'read' }])
})
