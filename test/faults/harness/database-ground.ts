import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'
import { ownPostgresOf } from '#test/desk-process.ts'
import { urlOf } from '#test/postgres.ts'
import { openRelay, type Relay } from '#test/relay.ts'

/** A desk, and the database below it in our hands. */
export type Ground = {
  readonly desk: ConnectedDesk
  readonly database: DatabaseInHand
  close(): Promise<void>
}

export type DatabaseInHand = {
  /** The postmaster's process. */
  postmaster(): Promise<number>
  /** Asks in the desk's own database, as one who may do everything, past every relay. */
  ask<Row extends object>(text: string): Promise<Row[]>
  /** The stretch of network before it; only where the desk does not run its own PostgreSQL. */
  readonly relay: Relay | undefined
}

/** As after `npm start`: the desk runs its own PostgreSQL, and nobody else starts it again. */
export async function openOwnGround(): Promise<Ground> {
  const desk = await startConnectedDesk()
  const { url, postmaster } = await ownPostgresOf(desk.dataDir)
  return { desk, database: { ask: (text) => ask(url, text), postmaster, relay: undefined }, close: desk.close }
}

/** As with `DATABASE_URL`: a PostgreSQL elsewhere, with a stretch of network between. */
export async function openDistantGround(): Promise<Ground> {
  const dataDir = path.join(tmpdir(), `pagedesk-faults-${randomBytes(6).toString('hex')}`)
  const server = await startEmbedded({ dataDir, log: { info: () => undefined, warn: () => undefined } })
  const relay = await openRelay(server.port)
  const url = new URL(server.url)
  url.port = String(relay.port)
  const closeServer = async (): Promise<void> => {
    await relay.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    const desk = await startConnectedDesk({ DATABASE_URL: url.href })
    const database = {
      ask: <Row extends object>(text: string) => ask<Row>(urlOf(server.adminUrl, 'pagedesk'), text),
      postmaster: async () => server.pid(),
      relay,
    }
    return {
      desk,
      database,
      close: async () => {
        await desk.close()
        await closeServer()
      },
    }
  } catch (error) {
    await closeServer()
    throw error
  }
}

async function ask<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, application_name: 'fault harness', connectionTimeoutMillis: 2000 })
  // It may be among the connections that a fault ends.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
