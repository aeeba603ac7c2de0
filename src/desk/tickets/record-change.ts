import type { MessageId } from '#domain/ids.ts'
import { onWork, type TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvent } from '#storage/events.ts'
import { insertMessage } from '#storage/messages.ts'
import { saveTicket, type LockedTicket } from '#storage/tickets.ts'
import type { Actor, Desk } from '../desk.ts'

type Change = { readonly actor: Actor; readonly ticket: LockedTicket }

/** Sets the status, with its system line and its event. Nothing happens when it is the same already. */
export async function recordStatus(tx: Tx, desk: Desk, { actor, ticket, to }: Change & { readonly to: TicketStatus }): Promise<void> {
  if (ticket.status === to) {
    return
  }
  const at = desk.now()
  await saveTicket(
    tx,
    { workspaceId: actor.workspaceId, ticketId: ticket.id },
    { status: to, solved_at: to === 'solved' ? at : null, closed_at: to === 'closed' || to === 'deleted' ? at : null },
  )
  await recordLine(tx, desk, { actor, ticket, kind: 'status', detail: { from: ticket.status, to } })
}

/** Any work opens a new ticket. */
export async function recordWork(tx: Tx, desk: Desk, change: Change): Promise<void> {
  await recordStatus(tx, desk, { ...change, to: onWork(change.ticket.status) })
}

type Line = Change & {
  readonly kind: 'status' | 'assignee' | 'priority' | 'type'
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes what was done into the conversation, and tells that the ticket changed. */
export async function recordLine(tx: Tx, desk: Desk, { actor, ticket, kind, detail }: Line): Promise<void> {
  const { workspaceId, userId } = actor
  await insertMessage(tx, {
    ...{ workspaceId, id: desk.newId<MessageId>(), ticketId: ticket.id, direction: 'system', kind, text: '', authorId: userId },
    ...{ at: desk.now(), detail },
  })
  await appendEvent(tx, { workspaceId, type: 'ticket.changed', ticketId: ticket.id, actorId: userId, payload: { [kind]: detail } })
}
