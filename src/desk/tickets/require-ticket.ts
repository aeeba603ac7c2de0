import { DeskError } from '#domain/errors.ts'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '#storage/database.ts'
import { lockTicket, type LockedTicket } from '#storage/tickets/lock.ts'
import { takenOverBy } from '#storage/tickets/taken-over.ts'

/** The ticket, locked with its conversation. Whoever asks for one that became part of another is told which (`ticket-taken-over`). */
export async function requireTicket(tx: Tx, workspaceId: WorkspaceId, ticketId: TicketId): Promise<LockedTicket> {
  const ticket = await lockTicket(tx, workspaceId, ticketId)
  if (ticket) {
    return ticket
  }
  throw await noSuchTicket(tx, workspaceId, ticketId)
}

/** Why there is no such ticket, for whoever asks for it: another one took it over, or it never was. */
export async function noSuchTicket(db: Db, workspaceId: WorkspaceId, ticketId: TicketId): Promise<DeskError> {
  const into = await takenOverBy(db, workspaceId, ticketId)
  return into
    ? new DeskError('ticket-taken-over', 'This ticket is part of another one now: its comments belong to that conversation.', {
        detail: { into },
      })
    : new DeskError('not-found', 'There is no such ticket.')
}
