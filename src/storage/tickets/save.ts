import { sql } from 'kysely'
import type { MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { isFinal, type TicketPriority, type TicketStatus, type TicketType } from '#domain/tickets/status.ts'
import type { Tx } from '../database.ts'

export type TicketUpdate = Partial<{
  status: TicketStatus
  priority: TicketPriority
  type: TicketType
  assignee_id: MemberId | null
  last_activity_at: Date
  solved_at: Date | null
  closed_at: Date | null
  decided_status: TicketStatus
}>

export type Decided = { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId; readonly status: TicketStatus; readonly at: Date }

/**
 * A person decided what the ticket's status is. It takes a number among the arrivals: what came before was seen, and after
 * solving or closing awaits no answer.
 */
export async function saveDecision(tx: Tx, { workspaceId, ticketId, status, at }: Decided): Promise<void> {
  const arrival = sql<number>`nextval(pg_get_serial_sequence('entries', 'arrival'))`
  await tx
    .updateTable('tickets')
    .set({
      status,
      decided_status: status,
      decided_at: at,
      decided_arrival: arrival,
      ...(status === 'solved' || status === 'closed' ? { settled_arrival: arrival } : {}),
      solved_at: status === 'solved' ? at : null,
      closed_at: isFinal(status) ? at : null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .execute()
}

export async function saveTicket(tx: Tx, key: { workspaceId: WorkspaceId; ticketId: TicketId }, change: TicketUpdate): Promise<void> {
  await tx.updateTable('tickets').set(change).where('workspace_id', '=', key.workspaceId).where('id', '=', key.ticketId).execute()
}
