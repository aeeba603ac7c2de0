import type { Tx } from '#storage/database.ts'
import type { Desk } from './desk.ts'

/**
 * One transaction, or a part of the caller's: an action that runs inside another (a command under its idempotency key,
 * a batch of the intake) joins it.
 */
export function transact<T>(desk: Pick<Desk, 'db'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isTransaction(desk.db) ? work(desk.db) : desk.db.transaction().execute(work)
}

/** The desk for an action that is part of the caller's transaction. Parts that are no actions take `(tx, desk, …)`. */
export function joining(tx: Tx, desk: Desk): Desk {
  return { ...desk, db: tx }
}

function isTransaction(db: Desk['db']): db is Tx {
  return db.isTransaction
}
