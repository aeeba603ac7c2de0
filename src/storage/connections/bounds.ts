/**
 * How long the desk waits for its database, and the database for the desk. docs/guide/operator.md tells these numbers to operators; a test
 * compares them.
 */
export type Bounds = {
  /** The server itself ends a statement that runs longer. 0: never. */
  readonly statementMs: number
  /** The server itself ends a statement that waits longer for somebody's lock. */
  readonly lockMs: number
  /** The server ends a transaction in which the desk says nothing for so long: a frozen process must not keep its locks. */
  readonly idleInTransactionMs: number
  /**
   * The desk closes a connection on which an answer is owed for longer. More than `statementMs`: a server that is only slow says so by
   * itself, and the connection is kept. Undefined: it waits.
   */
  readonly answerMs: number | undefined
}

/** For a new connection, and for a place in the pool. */
export const CONNECT_MS = 5_000

/** Requests, webhooks, the reader of deliveries: somebody waits for the answer. */
export const REQUESTS: Bounds = { statementMs: 7_000, lockMs: 5_000, idleInTransactionMs: 10_000, answerMs: 8_000 }

/** The job queue's own statements: now and then it cleans large tables. */
export const JOBS: Bounds = { statementMs: 30_000, lockMs: 30_000, idleInTransactionMs: 10_000, answerMs: 35_000 }

/** A migration may rewrite a large table, and waits for the one that another process of the desk runs. */
export const MIGRATIONS: Bounds = { statementMs: 0, lockMs: 300_000, idleInTransactionMs: 0, answerMs: undefined }

/** After so long without a word TCP asks whether the other end is still there: then every second, ten times. */
export const KEEP_ALIVE_MS = 5_000

/** What a connection tells the server at its beginning. As statements: a pooler in between would refuse them as start-up parameters. */
export function boundsAsSql({ statementMs, lockMs, idleInTransactionMs }: Bounds): string {
  const keepAlive = { idle: KEEP_ALIVE_MS / 1000, interval: 1, count: 10 }
  return [
    `set statement_timeout = ${statementMs}`,
    `set lock_timeout = ${lockMs}`,
    `set idle_in_transaction_session_timeout = ${idleInTransactionMs}`,
    ...Object.entries(keepAlive).map(([name, value]) => `set tcp_keepalives_${name} = ${value}`),
  ].join('; ')
}
