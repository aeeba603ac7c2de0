import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { migrate } from '#storage/migrate.ts'

export type TemporaryPostgres = {
  /** A migrated database of its own on the one server. */
  database(): Promise<string>
  close(): Promise<void>
}

/** What ends a run before its time: the server must not go on alone, and weigh on the next run. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A PostgreSQL for one run: the server of DATABASE_URL when that is set, else an embedded one with a desk's own, durable settings. */
export async function openTemporaryPostgres(): Promise<TemporaryPostgres> {
  const given = process.env['DATABASE_URL']
  const server = given === undefined || given === '' ? await embedded() : { adminUrl: given, stop: () => Promise.resolve() }
  const made: string[] = []
  return {
    database: async () => {
      const name = `pagedesk_run_${randomBytes(6).toString('hex')}`
      await run(server.adminUrl, `create database ${name}`)
      made.push(name)
      const url = new URL(server.adminUrl)
      url.pathname = `/${name}`
      await migrate(url.href)
      return url.href
    },
    close: async () => {
      for (const name of made) {
        await run(server.adminUrl, `drop database if exists ${name} with (force)`)
      }
      await server.stop()
    },
  }
}

async function embedded() {
  const dataDir = join(tmpdir(), `pagedesk-run-${randomBytes(6).toString('hex')}`)
  const postgres = await startEmbedded({
    dataDir,
    log: { info: () => undefined, warn: (facts, words) => process.stderr.write(`${words} ${JSON.stringify(facts)}\n`) },
  })
  const onSignal = () => {
    process.kill(postgres.pid(), 'SIGQUIT')
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
    process.exit(1)
  }
  SIGNALS.forEach((signal) => process.once(signal, onSignal))
  return {
    adminUrl: postgres.adminUrl,
    stop: async () => {
      SIGNALS.forEach((signal) => process.off(signal, onSignal))
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function run(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
