import { Pool } from 'pg'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { backUp, eventually, newDataDir, open, query } from './embedded-support.ts'

const { dataDir, remove } = newDataDir()

afterAll(remove)

/** Writes numbers one after another, keeps those that were acknowledged, and goes on after a fault. */
function keepWriting(url: string) {
  const pool = new Pool({ connectionString: url, max: 4 })
  pool.on('error', () => undefined)
  const acknowledged: number[] = []
  let faults = 0
  let isWriting = true
  async function write(lane: number): Promise<void> {
    for (let number = lane; isWriting; number += 4) {
      try {
        await pool.query('insert into kept (number) values ($1) on conflict do nothing', [number])
        acknowledged.push(number)
      } catch {
        // The server is away: this number was not acknowledged; the next ones wait for it.
        faults += 1
      }
    }
  }
  const lanes = [0, 1, 2, 3].map(write)
  return {
    acknowledged,
    faults: () => faults,
    async stop() {
      isWriting = false
      await Promise.all(lanes)
      await pool.end()
    },
  }
}

test('a server killed again and again under load comes back by itself, with every acknowledged row', async () => {
  const postgres = await open(dataDir)
  await query(postgres.url, 'create table kept (number bigint primary key)')
  const writer = keepWriting(postgres.url)

  for (const round of [1, 2, 3]) {
    const before = writer.acknowledged.length
    await eventually(() => expect(writer.acknowledged.length).toBeGreaterThan(before + 200))
    const killed = postgres.pid()
    const back = backUp(postgres)
    process.kill(killed, 'SIGKILL')
    await back
    expect(postgres.pid(), `round ${round}`).not.toBe(killed)
  }
  const before = writer.acknowledged.length
  await eventually(() => expect(writer.acknowledged.length).toBeGreaterThan(before + 200))
  await writer.stop()

  expect(writer.faults()).toBeGreaterThan(0)
  const rows = await query<{ number: string }>(postgres.url, 'select number from kept')
  const kept = new Set(rows.map((row) => Number(row.number)))
  expect(writer.acknowledged.filter((number) => !kept.has(number))).toEqual([])
})

test('a statement that outlives its killed server does not keep the server down', async () => {
  const postgres = await open(dataDir)
  const pool = new Pool({ connectionString: postgres.url })
  pool.on('error', () => undefined)
  onTestFinished(() => pool.end())
  const endless = pool.query('select count(*) from generate_series(1, 100000000000)').catch(() => 'broken')
  await eventually(async () => {
    const busy = await query(
      postgres.adminUrl,
      "select from pg_stat_activity where state = 'active' and query like '%generate_series%' and pid <> pg_backend_pid()",
    )
    expect(busy).toHaveLength(1)
  })

  const back = backUp(postgres)
  process.kill(postgres.pid(), 'SIGKILL')
  await back

  expect(await endless).toBe('broken')
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a restart of all connections by the server itself is noticed, and the server is not started twice', async () => {
  const postgres = await open(dataDir)
  const pid = postgres.pid()
  const [backend] = await query<{ pid: number }>(postgres.adminUrl, "select pid from pg_stat_activity where backend_type = 'checkpointer'")
  const back = backUp(postgres)
  process.kill(backend?.pid ?? 0, 'SIGKILL')
  await back
  expect(postgres.pid()).toBe(pid)
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})
