import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { openRelay } from '#test/relay.ts'
import { openDatabase } from './database.ts'
import { startListening } from './listen.ts'
import { startPulse } from './pulse.ts'

/** A database behind a stretch of network that can fall silent. */
async function openBehindRelay() {
  const direct = await createTestDatabase()
  const url = new URL(direct.url)
  const relay = await openRelay(Number(url.port))
  url.port = String(relay.port)
  const database = openDatabase({ url: url.href, onIdleError: () => undefined })
  const changes: boolean[] = []
  const cuts: number[] = []
  const pulse = startPulse({
    connections: database.connections,
    onChange: (answers) => changes.push(answers),
    onCut: (count) => cuts.push(count),
  })
  onTestFinished(async () => {
    await pulse.stop()
    await relay.close()
    await database.close()
    await direct.drop()
  })
  expect(await pulse.answers()).toBe(true)
  return { relay, database, pulse, changes, cuts }
}

const ask = ({ pool }: Awaited<ReturnType<typeof openBehindRelay>>['database']) => pool.query('select 1')

test('R2: connections that went silent are left for new ones in seconds, whether they wait for an answer or sit idle', async () => {
  const { relay, database, cuts } = await openBehindRelay()
  const clients = await Promise.all([1, 2, 3].map(() => database.pool.connect()))
  const idle = clients.slice(1)
  idle.forEach((client) => client.release())
  relay.silence()
  const began = performance.now()
  const waiting = clients[0]?.query('select 1').then(
    () => 'answered',
    (error: unknown) => (error as Error).name,
  )
  expect(await waiting).toBe('DatabaseSilentError')
  clients[0]?.release()
  await Promise.all([ask(database), ask(database), ask(database)])
  expect(performance.now() - began).toBeLessThan(6_000)
  expect(cuts[0]).toBeGreaterThanOrEqual(3)
})

test('R2: who listens on a connection that went silent listens again, and looks whether something happened meanwhile', async () => {
  const { relay, database } = await openBehindRelay()
  const heard: (string | undefined)[] = []
  const listening = await startListening({
    connections: database.connections,
    channel: 'a_test_channel',
    onWake: (payload) => heard.push(payload),
    onError: () => undefined,
  })
  onTestFinished(listening.stop)
  relay.silence()
  await vi.waitFor(() => expect(heard).toEqual([undefined, undefined]), { timeout: 8_000 })
  await database.pool.query("notify a_test_channel, 'news'")
  await vi.waitFor(() => expect(heard.at(-1)).toBe('news'))
})

test('R11: a database that is silent on old and new connections is told within two seconds, and so is its return', async () => {
  const { relay, pulse, changes } = await openBehindRelay()
  relay.deafen()
  const began = performance.now()
  expect(await pulse.answers()).toBe(false)
  expect(performance.now() - began).toBeLessThan(2_000)
  await vi.waitFor(() => expect(changes).toEqual([false]), { timeout: 5_000 })
  expect(await pulse.answers()).toBe(false)
  relay.hear()
  await vi.waitFor(() => expect(changes).toEqual([false, true]), { timeout: 8_000 })
  expect(await pulse.answers()).toBe(true)
})

test('a server that only pauses keeps its connections', async () => {
  const { relay, database, cuts, changes, pulse } = await openBehindRelay()
  relay.pause()
  const waiting = ask(database)
  await vi.waitFor(() => expect(changes).toEqual([false]), { timeout: 5_000 })
  relay.resume()
  expect((await waiting).rowCount).toBe(1)
  await vi.waitFor(() => expect(changes).toEqual([false, true]), { timeout: 5_000 })
  expect(await pulse.answers()).toBe(true)
  expect(cuts).toEqual([])
})

test('R1: connections that are reset while they are lent end nothing but what waits on them', async () => {
  const { relay, database } = await openBehindRelay()
  const client = await database.pool.connect()
  const unanswered = client.query('select pg_sleep(20)').then(
    () => 'answered',
    (error: unknown) => (error as Error).message,
  )
  relay.reset()
  expect(await unanswered).not.toBe('answered')
  client.release()
  await vi.waitFor(async () => expect((await ask(database)).rowCount).toBe(1))
})

test('a statement that runs for too long is ended by the server, and its connection goes on', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const client = await database.pool.connect()
  await client.query("set statement_timeout = '100ms'")
  await expect(client.query('select pg_sleep(10)')).rejects.toMatchObject({ code: '57014' })
  expect((await client.query('select 1')).rowCount).toBe(1)
  client.release()
})

test('every connection of the pool tells the server how long it may run, wait and be silent', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const { rows } = await database.pool.query<{ statement: string; lock: string; idle: string }>(
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
            current_setting('idle_in_transaction_session_timeout') as idle`,
  )
  expect(rows).toEqual([{ statement: '7s', lock: '5s', idle: '10s' }])
})
