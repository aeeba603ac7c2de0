import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '#storage/database.ts'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { migrate } from '#storage/migrate.ts'
import type { TestDatabase } from '#test/database.ts'
import { urlOf, withClient } from '#test/postgres.ts'

/** Has a PostgreSQL of its own run for as long as it is used: each database in it is migrated, empty, and somebody's own. */
export async function withPostgres<T>(use: (newDatabase: () => Promise<TestDatabase>) => Promise<T>): Promise<T> {
  const dataDir = path.join(tmpdir(), `pagedesk-faults-${randomBytes(6).toString('hex')}`)
  const server = await startEmbedded({ dataDir, log: { info: () => undefined, warn: () => undefined } })
  try {
    return await use(() => newDatabase(server.adminUrl))
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function newDatabase(adminUrl: string): Promise<TestDatabase> {
  const name = `faults_${randomBytes(4).toString('hex')}`
  await withClient(adminUrl, (client) => client.query(`create database ${name}`))
  const url = urlOf(adminUrl, name)
  await migrate(url)
  const database = openDatabase({ url, maxConnections: 8, onIdleError: () => undefined })
  const drop = async () => {
    await database.close()
    await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
  return { ...database, url, close: drop, drop }
}
