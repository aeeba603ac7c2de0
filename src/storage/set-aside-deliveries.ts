import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ChannelKind } from '#domain/channels/channel.ts'
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

/** Of whose network these deliveries are. */
const KIND: ChannelKind = 'facebook'

const SHOWN = 200
const SHOWN_BYTES = 500

/**
 * Whose a delivery is: the workspace's that holds its Page. One that names no Page of anybody's belongs to the only
 * workspace there is; with several, showing it could show one what is another's.
 */
function isOf(workspaceId: WorkspaceId): RawBuilder<SqlBool> {
  return sql`(lane in (select external_id from channel_routes where kind = ${KIND} and workspace_id = ${workspaceId}::uuid)
    or (lane not in (select external_id from channel_routes where kind = ${KIND}) and (select count(*) from workspaces) = 1))`
}

/** The newest set-aside deliveries of this workspace. */
export async function setAsideDeliveries(db: Db, workspaceId: WorkspaceId): Promise<SetAsideDelivery[]> {
  const { rows } = await sql<Row>`
    select received_on::text || '_' || id as id, received_at, attempts, failure, substring(body from 1 for ${SHOWN_BYTES}) as body_start
    from facebook_deliveries
    where state = 'set-aside' and ${isOf(workspaceId)}
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
  if (day === undefined || number === undefined || !isDay(day)) {
    return false
  }
  const { rows } = await sql`
    update facebook_deliveries set state = 'pending', attempts = 0, failure = null, due_at = now()
    where received_on = ${day}::date and id = ${number}::bigint and state = 'set-aside'
      and ${isOf(workspaceId)}
    returning id`.execute(tx)
  return rows.length > 0
}

/** The 31st of February is none, and PostgreSQL would say so by an error. */
function isDay(text: string): boolean {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Wakes the intake's worker at commit. */
export async function wakeIntake(tx: Tx): Promise<void> {
  await sql`select pg_notify(${DELIVERIES_CHANNEL}, '')`.execute(tx)
}
