import { sql } from 'kysely'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { FINAL_STATUSES, type TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'

/** Where what is said next may go. */
export type LastTicket = {
  readonly id: TicketId
  readonly conversationId: ConversationId
  readonly status: TicketStatus
  readonly decidedAt: Date | undefined
}

/** The living ticket of each conversation, or else the newest. The conversations are locked, so these stay the last. */
export async function lastTickets(tx: Tx, workspaceId: WorkspaceId, conversationIds: readonly ConversationId[]): Promise<LastTicket[]> {
  if (conversationIds.length === 0) {
    return []
  }
  const { rows } = await sql<Omit<LastTicket, 'decidedAt'> & { decidedAt: Date | null }>`${prepared}
    select distinct on (conversation_id) id, conversation_id as "conversationId", status, decided_at as "decidedAt" from tickets
     where workspace_id = ${workspaceId} and conversation_id = any(${[...conversationIds]}::uuid[])
     order by conversation_id, status = any(${[...FINAL_STATUSES]}::text[]), number desc`.execute(tx)
  return rows.map((row) => ({ ...row, decidedAt: row.decidedAt ?? undefined }))
}
