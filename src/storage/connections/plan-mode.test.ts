import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'

const KEPT = '/* prepared */ select count(*) from pg_class where relname = any($1::text[])'

/** One connection, with what it does and what it says of that. */
async function openSession() {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const client = await database.pool.connect()
  onTestFinished(() => client.release())
  return {
    keep: () => client.query(KEPT, [['pg_class']]),
    ask: () => client.query('select $1::int', [1]),
    say: (text: string) => client.query(text),
    mode: async () => (await client.query<{ plan_cache_mode: string }>('show plan_cache_mode')).rows[0]?.plan_cache_mode,
    plans: async () =>
      (await client.query('select generic_plans::int as "forAll", custom_plans::int as "atHand" from pg_prepared_statements')).rows,
  }
}

test('a statement that is planned once is so from its first asking on, and others are planned for what they are asked with', async () => {
  const { keep, ask, mode, plans } = await openSession()
  for (let times = 0; times < 3; times += 1) {
    await keep()
    await ask()
  }
  expect(await plans()).toEqual([{ forAll: 3, atHand: 0 }])
  expect(await mode()).toBe('auto')
})

test('what a rollback took back is said again', async () => {
  const { keep, ask, say, plans } = await openSession()
  await ask()
  await say('begin')
  await keep()
  await say('rollback')
  await keep()
  expect(await plans()).toEqual([{ forAll: 2, atHand: 0 }])
})

test('what a failed transaction did not take is said again', async () => {
  const { keep, ask, say, plans } = await openSession()
  await keep()
  await ask()
  await say('begin')
  await expect(say('select 1 / 0')).rejects.toThrow('division by zero')
  await expect(keep()).rejects.toThrow('current transaction is aborted')
  await say('rollback')
  await keep()
  expect(await plans()).toEqual([{ forAll: 2, atHand: 0 }])
})

test('statements that are asked without waiting for each other each have their plan', async () => {
  const { keep, ask, plans } = await openSession()
  await Promise.all([keep(), ask(), keep(), ask(), keep()])
  expect(await plans()).toEqual([{ forAll: 3, atHand: 0 }])
})
