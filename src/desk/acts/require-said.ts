import { DeskError } from '#domain/errors.ts'
import type { MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { lockActsSaying, type KeptAct } from '#storage/acts.ts'
import type { Tx } from '#storage/database.ts'
import { ticketOfEntry } from '#storage/entries/lock.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { requireTicket } from '../tickets/require-ticket.ts'

/** A message, and the ticket in which it stands for whoever asks. */
export type OfTicket = { readonly ticketId: TicketId; readonly messageId: MessageId }

/** The ticket, locked, in which this message stands. Throws `not-found`, or `ticket-taken-over`. */
export async function requireTicketOf(tx: Tx, workspaceId: WorkspaceId, { ticketId, messageId }: OfTicket): Promise<LockedTicket> {
  const ticket = await requireTicket(tx, workspaceId, ticketId)
  if ((await ticketOfEntry(tx, workspaceId, messageId)) !== ticketId) {
    throw noSuchMessage()
  }
  return ticket
}

type SaidHere = { readonly ticket: LockedTicket; readonly act: KeptAct }

/** The same, and the act that says it, locked. Throws `not-found` also where nobody of ours said it. */
export async function requireSaid(tx: Tx, workspaceId: WorkspaceId, of: OfTicket): Promise<SaidHere> {
  const ticket = await requireTicketOf(tx, workspaceId, of)
  const [act] = await lockActsSaying(tx, workspaceId, [of.messageId])
  if (!act) {
    throw noSuchMessage()
  }
  return { ticket, act }
}

export function noSuchMessage(): DeskError {
  return new DeskError('not-found', 'There is no such message here. It may have been taken back.')
}
