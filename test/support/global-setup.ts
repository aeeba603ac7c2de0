import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { migrate } from '#storage/migrate.ts'
import { urlOf, withClient } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testPostgres: TestPostgres
  }
}

/** Where test databases come from; a secret of this run. */
export type TestPostgres = {
  /** A role that may create databases. */
  readonly adminUrl: string
  /** A migrated database that nobody may connect to, so that it can always be copied. */
  readonly template: string
  /** Begins the names of all databases of this run. */
  readonly prefix: string
}

/** One PostgreSQL for the whole run, migrated once: `DATABASE_URL` when it is set, otherwise an embedded one in a directory of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const prefix = `pagedesk_test_${randomBytes(4).toString('hex')}_`
  const template = `${prefix}template`
  await withClient(server.adminUrl, (client) => client.query(`create database ${template}`))
  await migrate(urlOf(server.adminUrl, template))
  await withClient(server.adminUrl, (client) => client.query(`alter database ${template} with allow_connections false`))
  project.provide('testPostgres', { adminUrl: server.adminUrl, template, prefix })
  return async () => {
    await withClient(server.adminUrl, (client) => dropAll(client, prefix))
    await server.close()
  }
}

async function openServer(): Promise<{ adminUrl: string; close(): Promise<void> }> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') {
    return { adminUrl: given, close: () => Promise.resolve() }
  }
  const dataDir = path.join(tmpdir(), `pagedesk-test-${randomBytes(6).toString('hex')}`)
  const postgres = await startEmbedded({
    dataDir,
    log: { info: () => undefined, warn: (facts, words) => process.stderr.write(`${words} ${JSON.stringify(facts)}\n`) },
    // These databases live for minutes and no power cut is tested on them; the fault tests bring their own, durable ones.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  return {
    adminUrl: postgres.adminUrl,
    async close() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function dropAll(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [prefix])
  for (const { name } of rows) {
    await client.query(`drop database if exists ${name} with (force)`)
  }
}
