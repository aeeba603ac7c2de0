import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, types } from 'pg'
import type { DB } from './schema.gen.ts'

/** A query's first argument: the database, or the transaction it must be part of. */
export type Db = Kysely<DB>
export type Tx = Transaction<DB>

export type Database = {
  readonly db: Db
  /** For libraries that speak `pg` themselves (the job queue, the intake's group commit). */
  readonly pool: Pool
  close(): Promise<void>
}

export type DatabaseOptions = {
  readonly url: string
  readonly maxConnections?: number
  /** A connection that sits idle may die (failover, restart): told here, never thrown. */
  readonly onIdleError: (error: Error) => void
}

const INT8_OID = 20

/** Our bigints are counters and identities, far below 2^53; Facebook's ids are text and never pass here. */
const parseInt8 = (value: string): number => Number(value)

export function openDatabase({ url, maxConnections = 12, onIdleError }: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'pagedesk',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8_OID ? parseInt8 : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  pool.on('error', onIdleError)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
