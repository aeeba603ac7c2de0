import { sql } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'
import { DELIVERIES_CHANNEL } from './deliveries.ts'

/** A delivery that could not be read and was set aside, where people can look at it. */
export type SetAsideDelivery = {
  readonly id: string
  readonly receivedAt: Date
  readonly attempts: number
  readonly failure: string
  readonly bodyStart: string
}

const SHOWN = 200
const SHOWN_BYTES = 500

/** The newest set-aside deliveries of the Pages that this workspace holds. */
export async function setAsideDeliveries(db: Db, workspaceId: WorkspaceId): Promise<SetAsideDelivery[]> {
  const { rows } = await sql<Row>`
    select received_on::text || '_' || id as id, received_at, attempts, failure, substring(body from 1 for ${SHOWN_BYTES}) as body_start
    from facebook_deliveries
    where state = 'set-aside' and lane in (select page_id from page_routes where workspace_id = ${workspaceId}::uuid)
    order by received_on desc, id desc
    limit ${SHOWN}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    receivedAt: row.received_at,
    attempts: row.attempts,
    failure: row.failure ?? '',
    bodyStart: row.body_start.toString('utf8'),
  }))
}

type Row = { id: string; received_at: Date; attempts: number; failure: string | null; body_start: Buffer }

/** Puts one back among those to be read. False when this workspace has no such delivery set aside. */
export async function returnDelivery(tx: Tx, workspaceId: WorkspaceId, id: string): Promise<boolean> {
  const [, day, number] = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(id) ?? []
  if (day === undefined || number === undefined || Number.isNaN(Date.parse(day))) {
    return false
  }
  const { rows } = await sql`
    update facebook_deliveries set state = 'pending', attempts = 0, failure = null, due_at = now()
    where received_on = ${day}::date and id = ${number}::bigint and state = 'set-aside'
      and lane in (select page_id from page_routes where workspace_id = ${workspaceId}::uuid)
    returning id`.execute(tx)
  return rows.length > 0
}

/** Wakes the intake's worker at commit. */
export async function wakeIntake(tx: Tx): Promise<void> {
  await sql`select pg_notify(${DELIVERIES_CHANNEL}, '')`.execute(tx)
}
