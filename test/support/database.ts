import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#storage/database.ts'
import { urlOf, withClient } from './postgres.ts'

/** A migrated, empty database of one test's own, with a pool that is open on it. */
export type TestDatabase = Database & {
  readonly url: string
  /** Closes the pool and drops the database; the same as `close`. */
  drop(): Promise<void>
}

/** Copies the run's migrated template, file by file: in two thirds of the time that its way through the log takes. What a test forgets to drop goes when the run ends. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, prefix } = inject('testPostgres')
  const name = `${prefix}${randomBytes(6).toString('hex')}`
  await withClient(adminUrl, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  const url = urlOf(adminUrl, name)
  const database = openDatabase({ url, maxConnections: 8, onIdleError: () => undefined })
  let dropped: Promise<void> | undefined
  const drop = (): Promise<void> => (dropped ??= dropDatabase(database, adminUrl, name))
  return { ...database, url, close: drop, drop }
}

async function dropDatabase(database: Database, adminUrl: string, name: string): Promise<void> {
  await database.close()
  await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
}
