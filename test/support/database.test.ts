import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from './database.ts'

test('many tests that ask at once each get a migrated database of their own', async () => {
  const databases = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase()))
  const names = await Promise.all(
    databases.map(
      async ({ db }) =>
        (await sql<{ name: string }>`select current_database() as name from kysely_migration limit 1`.execute(db)).rows[0]?.name,
    ),
  )
  expect(new Set(names).size).toBe(6)
  await Promise.all(databases.map((database) => database.drop()))
})
