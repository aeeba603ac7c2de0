import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { NewDelivery } from '#storage/deliveries.ts'
import { createTestDatabase } from '#test/database.ts'
import { createGroupCommit, NotStoredError } from './group-commit.ts'

function delivery(name: string, bytes = 10): NewDelivery {
  return { digest: Buffer.from(name), lane: '-', body: Buffer.alloc(bytes) }
}

async function open(deadlineMs = 4000) {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const commits: number[] = []
  const onStored = () => commits.push(1)
  const groups = createGroupCommit({ pool: database.pool, onStored, onFailure: () => undefined, deadlineMs })
  const count = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from facebook_deliveries`.execute(database.db)
    return rows[0]?.count
  }
  return { ...database, groups, commits, count }
}

test('a hundred deliveries at once share a few commits', async () => {
  const { groups, commits, count } = await open()
  await Promise.all(Array.from({ length: 100 }, (_, index) => groups.store(delivery(`delivery ${index}`))))
  expect(await count()).toBe(100)
  expect(commits.length).toBeLessThan(5)
})

test('a database that does not answer in time is a refusal, never a yes', async () => {
  const { db, groups } = await open(300)
  await db.transaction().execute(async (tx) => {
    await sql`lock table facebook_deliveries in access exclusive mode`.execute(tx)
    const stored = ['a', 'b', 'c', 'd'].map((name) => groups.store(delivery(name)))
    const results = await Promise.allSettled(stored)
    expect(results.map((result) => result.status === 'rejected' && result.reason instanceof NotStoredError)).toEqual([
      true,
      true,
      true,
      true,
    ])
  })
  await groups.drain()
  await groups.store(delivery('e'))
})

test('the queue is bounded in bytes', async () => {
  const { db, groups } = await open(300)
  await db.transaction().execute(async (tx) => {
    await sql`lock table facebook_deliveries in access exclusive mode`.execute(tx)
    const megabytes = Array.from({ length: 100 }, (_, index) => groups.store(delivery(`big ${index}`, 1024 * 1024)))
    const results = await Promise.allSettled(megabytes)
    const words = results.map((result) => (result.status === 'rejected' ? String(result.reason) : ''))
    expect(words.filter((one) => one.includes('too many deliveries are waiting')).length).toBeGreaterThan(10)
  })
  await groups.drain()
})
