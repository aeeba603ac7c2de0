import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { types, type CustomTypesConfig, type Pool } from 'pg'
import { REQUESTS, type Bounds } from './connections/bounds.ts'
import { createConnections, type Connections } from './connections/connections.ts'
import type { DB } from './schema.gen.ts'

/** A query's first argument: the database, or the transaction it must be part of. */
export type Db = Kysely<DB>
export type Tx = Transaction<DB>

export type Database = {
  readonly db: Db
  /** For what speaks `pg` itself (the intake's group commit). */
  readonly pool: Pool
  /** For who needs a connection of its own: to listen, to work on jobs, to look whether the database is there. */
  readonly connections: Connections
  close(): Promise<void>
}

export type DatabaseOptions = {
  readonly url: string
  readonly maxConnections?: number
  readonly bounds?: Bounds
  /** A connection that sits idle may die (failover, restart): told here, never thrown. */
  readonly onIdleError: (error: Error) => void
}

const INT8_OID = 20

/** Our bigints are counters and identities, far below 2^53; Facebook's ids are text and never pass here. */
const parseInt8 = (value: string): number => Number(value)
const OUR_TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID ? parseInt8 : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
}

export function openDatabase({ url, maxConnections = 12, bounds = REQUESTS, onIdleError }: DatabaseOptions): Database {
  const connections = createConnections(url)
  const pool = connections.openPool({ name: 'pagedesk', max: maxConnections, bounds, types: OUR_TYPES, onIdleError })
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, connections, close: () => db.destroy() }
}
