import { randomBytes } from 'node:crypto'
import { Pool, type ClientBase, type CustomTypesConfig } from 'pg'
import { boundsAsSql, CONNECT_MS, KEEP_ALIVE_MS, type Bounds } from './bounds.ts'
import { DatabaseSilentError, WatchedClient, type WatchedClientConfig } from './watched-client.ts'

/** All connections of this process to one database. Whoever needs one gets it here, so each is bounded, heard and can be cut. */
export type Connections = {
  openPool(options: PoolOptions): Pool
  /** One connection apart from the pools; not connected yet. */
  newClient(options: ClientOptions): WatchedClient
  /**
   * Cuts what was opened before this moment (`performance.now()`): the server behind it is gone though nobody said so. Answers with their
   * names in `pg_stat_activity`: if it is the same server after all, their transactions still hold their locks there.
   */
  cutOlderThan(moment: number): readonly string[]
}

type PoolOptions = {
  readonly name: string
  readonly max: number
  readonly bounds: Bounds
  /** How values become JavaScript; pg's own way without it. */
  readonly types?: CustomTypesConfig
  /** A connection that sits idle may die (failover, restart): told here, never thrown. */
  readonly onIdleError: (error: Error) => void
}

type ClientOptions = { readonly name: string; readonly answerMs: number | undefined }

const IDLE_MS = 30_000

export function createConnections(url: string): Connections {
  const open = new Set<WatchedClient & { readonly name: string }>()
  const common = { connectionString: url, keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS }

  class OurClient extends WatchedClient {
    /** One of its kind: by it the server's end of a lost connection is found. */
    readonly name: string

    /** Optional as pg's own, though whoever makes one gives it. */
    constructor(config: WatchedClientConfig = {}) {
      const name = `${config.application_name} ${randomBytes(4).toString('hex')}`
      super({ ...config, application_name: name })
      this.name = name
      open.add(this)
      this.on('end', () => open.delete(this))
    }
  }

  return {
    openPool: ({ name, max, bounds, types, onIdleError }) => {
      // The pool hands its whole configuration to each client that it makes, and waits for `onConnect` before it lends one for the first time.
      const config = {
        ...common,
        ...(types ? { types } : {}),
        application_name: name,
        max,
        answerMs: bounds.answerMs,
        idleTimeoutMillis: IDLE_MS,
        connectionTimeoutMillis: CONNECT_MS,
        onConnect: (client: ClientBase) => client.query(boundsAsSql(bounds)),
        Client: OurClient,
      }
      const pool = new Pool(config)
      pool.on('error', onIdleError)
      return pool
    },
    newClient: ({ name, answerMs }) => new OurClient({ ...common, application_name: name, answerMs, connectionTimeoutMillis: CONNECT_MS }),
    cutOlderThan: (moment) => {
      const old = [...open].filter(({ openedAt }) => openedAt < moment)
      old.forEach((client) => client.cut(new DatabaseSilentError('The database went silent on this connection and answers on new ones.')))
      return old.map(({ name }) => name)
    },
  }
}
