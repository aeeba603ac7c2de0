import type { Client } from 'pg'
import { WatchedClient } from '../connections/watched-client.ts'
import { KEEP_ALIVE_MS } from '../connections/bounds.ts'
import { SUPERVISOR_ROLE } from './cluster.ts'
import { codeOf } from './files.ts'

/** What came of knocking at the server's port. */
export type Knock =
  | { readonly kind: 'open'; readonly client: WatchedClient }
  /** It is there, and is recovering, starting or stopping. */
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'closed'; readonly fault: Error }

/** SQLSTATE `cannot_connect_now` and `too_many_connections`: a live server that has no place for us at this moment. */
const NOT_YET = new Set(['57P03', '53300'])
const KNOCK_MS = 5_000
const ANSWER_MS = 10_000

/** Connects as the supervisor: the only proof of life that counts. The client's faults after that end in its `end` event. */
export async function knock(port: number, password: string): Promise<Knock> {
  const client = new WatchedClient({
    host: '127.0.0.1',
    port,
    user: SUPERVISOR_ROLE,
    password,
    database: 'postgres',
    application_name: 'pagedesk supervisor',
    connectionTimeoutMillis: KNOCK_MS,
    answerMs: ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  })
  try {
    await client.connect()
    return { kind: 'open', client }
  } catch (fault) {
    if (!(fault instanceof Error)) {
      throw fault
    }
    return NOT_YET.has(codeOf(fault) ?? '') ? { kind: 'not-yet' } : { kind: 'closed', fault }
  }
}

/** The directory that the server behind this connection serves. */
export async function servedDirectory(client: Client): Promise<string | undefined> {
  const answer = await client.query<{ directory: string }>("select current_setting('data_directory') as directory")
  return answer.rows[0]?.directory
}
