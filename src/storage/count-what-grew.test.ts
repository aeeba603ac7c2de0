import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { countWhatGrew } from './count-what-grew.ts'
import { openDatabase } from './database.ts'

/** How many rows the planner takes the table for, and how often somebody asked for it to be counted. */
const KNOWN = sql<{ rows: number; counted: string }>`
  select c.reltuples as rows, s.analyze_count as counted from pg_stat_user_tables s join pg_class c on c.oid = s.relid where s.relname = 'workspaces'`

async function openGrowing() {
  const { url, drop } = await createTestDatabase()
  onTestFinished(drop)
  const { db, close } = openDatabase({ url, maxConnections: 1, onIdleError: () => undefined })
  onTestFinished(close)
  return {
    db,
    known: async () => (await KNOWN.execute(db)).rows[0],
    add: async (count: number) => {
      await sql`insert into workspaces (id, name, slug) select gen_random_uuid(), 'Gardens', gen_random_uuid() from generate_series(1, ${count}::int)`.execute(
        db,
      )
      await sql`select pg_stat_force_next_flush()`.execute(db)
    },
  }
}

test('what a new desk has is counted once it is no longer small, and again when it has doubled', async () => {
  const { db, add, known } = await openGrowing()
  await add(40)
  await countWhatGrew(db)
  expect(await known()).toMatchObject({ rows: -1 })
  await add(260)
  await countWhatGrew(db)
  expect(await known()).toMatchObject({ rows: 300 })
  await add(250)
  await countWhatGrew(db)
  expect(await known()).toMatchObject({ rows: 300 })
  await add(50)
  await countWhatGrew(db)
  expect(await known()).toMatchObject({ rows: 600 })
  await countWhatGrew(db)
  expect(Number((await known())?.counted)).toBe(2)
})
