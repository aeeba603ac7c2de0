import { sql } from 'kysely'
import type { DeskEvent } from '#domain/events.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from './database.ts'
import { prepared } from './prepared.ts'

/** An event as the tail tells it. `cursor` is its place: everything after it is what one has not seen. */
export type TailEvent = DeskEvent & { readonly cursor: string; readonly actorId: UserId | null }

export type Tail = { readonly events: readonly TailEvent[]; readonly hasUnsettled: boolean; readonly isFull: boolean }

const BATCH = 500

type Row = {
  xid: string
  id: number
  type: string
  ticket_id: string | null
  actor_id: string | null
  payload: Record<string, unknown>
  settled: boolean
}

/**
 * What came after the cursor, in (xid, id) order. Only rows below every running transaction are told: no row can appear
 * before them any more, so a cursor never jumps over a commit that came late. `hasUnsettled`: more waits for that.
 */
export async function readTail(db: Db, workspaceId: WorkspaceId, cursor: string): Promise<Tail> {
  const [xid = '0', id = '0'] = cursor.split('-')
  const { rows } = await sql<Row>`${prepared}
    select xid::text as xid, id, type, ticket_id, actor_id, payload, xid < pg_snapshot_xmin(pg_current_snapshot()) as settled
      from events
     where workspace_id = ${workspaceId} and (xid, id) > (${xid}::xid8, ${id}::bigint)
     order by events.xid, events.id limit ${BATCH}`.execute(db)
  const firstUnsettled = rows.findIndex((row) => !row.settled)
  const settled = firstUnsettled === -1 ? rows : rows.slice(0, firstUnsettled)
  const events = settled.map(eventOf)
  return { events, hasUnsettled: firstUnsettled !== -1, isFull: settled.length === BATCH }
}

/** What the table holds is what `appendEvents` wrote, and what older versions of it did. */
function eventOf({ xid, id, type, ticket_id: ticketId, actor_id: actorId, payload }: Row): TailEvent {
  return { cursor: `${xid}-${id}`, type, ...(ticketId === null ? {} : { ticketId }), actorId, payload } as TailEvent
}

/** The place of now: whatever commits later comes after it. */
export async function tailEnd(db: Db, workspaceId: WorkspaceId): Promise<string> {
  const { rows } = await sql<{ xid: string; id: number }>`
    select xid::text as xid, id from events
     where workspace_id = ${workspaceId} and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by events.xid desc, events.id desc limit 1`.execute(db)
  const last = rows[0]
  return last ? `${last.xid}-${last.id}` : '0-0'
}

/** Whether the cursor is a place of this database: a restored one may be behind what a browser saw. */
export async function isCursorKnown(db: Db, cursor: string): Promise<boolean> {
  const match = /^(\d{1,19})-(\d{1,18})$/.exec(cursor)
  if (!match?.[1]) {
    return false
  }
  const { rows } = await sql<{ known: boolean }>`select ${match[1]}::xid8 < pg_snapshot_xmax(pg_current_snapshot()) as known`.execute(db)
  return rows[0]?.known ?? false
}

/** Whether one place comes after another. */
export function isAfter(a: string, b: string): boolean {
  const [aXid = 0n, aId = 0n] = a.split('-').map(BigInt)
  const [bXid = 0n, bId = 0n] = b.split('-').map(BigInt)
  return aXid === bXid ? aId > bId : aXid > bXid
}
