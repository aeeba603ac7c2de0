import type { TicketChangeId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { TicketChange } from '#domain/tickets/change.ts'
import type { Tx } from './database.ts'

export type NewTicketChange = {
  readonly workspaceId: WorkspaceId
  readonly id: TicketChangeId
  readonly ticketId: TicketId
  readonly change: TicketChange
  readonly actorId: UserId
  readonly at: Date
}

export async function insertTicketChange(tx: Tx, { change: { kind, ...values }, ...done }: NewTicketChange): Promise<void> {
  await tx
    .insertInto('ticket_changes')
    .values({
      workspace_id: done.workspaceId,
      id: done.id,
      ticket_id: done.ticketId,
      kind,
      change: JSON.stringify(values),
      actor_id: done.actorId,
      changed_at: done.at,
    })
    .execute()
}
