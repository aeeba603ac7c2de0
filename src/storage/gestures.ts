import { sql } from 'kysely'
import type { ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { ShownGestures } from '#domain/messaging-policy/gesture.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { Db, Tx } from './database.ts'

/** Which gestures customers of the workspace see. */
export async function shownGestures(db: Db, workspaceId: WorkspaceId): Promise<ShownGestures> {
  const { shows_typing: typing, shows_seen: seen } = await db
    .selectFrom('workspaces')
    .select(['shows_typing', 'shows_seen'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return { typing, seen }
}

export async function saveShownGestures(tx: Tx, workspaceId: WorkspaceId, { typing, seen }: ShownGestures): Promise<void> {
  await tx.updateTable('workspaces').set({ shows_typing: typing, shows_seen: seen }).where('id', '=', workspaceId).execute()
}

/** Where somebody works just now: nothing of it is locked. */
export async function workedOn(
  db: Db,
  workspaceId: WorkspaceId,
  ticketId: TicketId,
): Promise<{ readonly conversationId: ConversationId; readonly status: TicketStatus } | undefined> {
  const row = await db
    .selectFrom('tickets')
    .select(['conversation_id', 'status'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .executeTakeFirst()
  return row && { conversationId: row.conversation_id as ConversationId, status: row.status as TicketStatus }
}

/** Whether this line of the ticket is what a customer wrote, and they wrote nothing there since. */
export async function isNewestOfClient(
  db: Db,
  workspaceId: WorkspaceId,
  { ticketId, lineId }: { readonly ticketId: TicketId; readonly lineId: MessageId },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from entries e
     where workspace_id = ${workspaceId} and id = ${lineId} and ticket_id = ${ticketId} and author_kind = 'client'
       and not exists (select from entries later
                        where later.workspace_id = e.workspace_id and later.ticket_id = e.ticket_id and later.arrival > e.arrival
                          and later.author_kind = 'client' and later.removed_at is null)`.execute(db)
  return rows.length > 0
}
