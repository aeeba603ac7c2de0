import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { openDatabase } from './database.ts'
import { durabilityWarnings } from './readiness.ts'

test.each([
  ['off', true],
  ['local', false],
  ['on', false],
])('R16: with synchronous_commit = %s the operator is warned: %s', async (setting, isWarned) => {
  const { db, drop, url } = await createTestDatabase()
  onTestFinished(drop)
  const name = new URL(url).pathname.slice(1)
  await sql`alter database ${sql.ref(name)} set synchronous_commit = ${sql.raw(setting)}`.execute(db)
  const { pool, close } = openDatabase({ url, maxConnections: 1, onIdleError: () => undefined })
  const warnings = await durabilityWarnings(pool)
  await close()
  expect(warnings.some((words) => words.startsWith('synchronous_commit is off in PostgreSQL'))).toBe(isWarned)
})
