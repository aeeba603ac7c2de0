import { sql } from 'kysely'
import type { DeskEvent } from '#domain/events.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { storableJson } from './storable.ts'

/** What happened, and who did it; nobody in particular when the desk or Facebook did. */
export type NewEvent = DeskEvent & { readonly actorId?: UserId | undefined }

/** The channel on which the tail of the events table is woken. A lost wake costs nothing: the tail also looks by itself. */
export const EVENTS_CHANNEL = 'desk_events'

/** Appends in the caller's transaction, in this order: a change and its events are one. NOTIFY is sent by PostgreSQL at commit. */
export async function appendEvents(tx: Tx, workspaceId: WorkspaceId, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) {
    return
  }
  await sql`${prepared}
    insert into events (workspace_id, type, ticket_id, actor_id, payload)
    select ${workspaceId}::uuid, type, "ticketId", "actorId", payload
      from json_to_recordset(${storableJson(events)}) as n(type text, "ticketId" uuid, "actorId" uuid, payload jsonb)`.execute(tx)
}
