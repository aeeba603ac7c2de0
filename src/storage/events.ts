import type { TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'

/** What happened, `noun.past-participle`. Whoever shows or reacts to it reads the events table; nobody is called. */
export type NewEvent = {
  readonly workspaceId: WorkspaceId
  readonly type: `${string}.${string}`
  readonly ticketId?: TicketId
  readonly actorId?: UserId
  readonly payload?: Readonly<Record<string, unknown>>
}

/** The channel on which the tail of the events table is woken. A lost wake costs nothing: the tail also looks by itself. */
export const EVENTS_CHANNEL = 'desk_events'

/** Appends in the caller's transaction: the change and its event are one. NOTIFY is sent by PostgreSQL at commit. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx
    .insertInto('events')
    .values({
      workspace_id: event.workspaceId,
      type: event.type,
      ticket_id: event.ticketId ?? null,
      actor_id: event.actorId ?? null,
      payload: JSON.stringify(event.payload ?? {}),
    })
    .execute()
}
