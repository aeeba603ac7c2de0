import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * A dump that is restored into another cluster brings events of transactions that are yet to come there. They would count
 * as unsettled until that cluster's counter passes them, for months, and the tail would look again every few milliseconds.
 * They become events of now, in their order. What this statement sees was committed before it, so no event of this cluster
 * is ever meant. Returns how many.
 */
export async function settleRestoredEvents(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    update events e set xid = pg_current_xact_id()
      from workspaces w
     where e.workspace_id = w.id and e.xid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db)
  return Number(numAffectedRows ?? 0)
}
