import type { MessageId } from '#domain/ids.ts'
import { onWork, type TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvent } from '#storage/events.ts'
import { memberName } from '#storage/member-names.ts'
import { insertMessage } from '#storage/messages.ts'
import { saveTicket, type LockedTicket } from '#storage/tickets.ts'
import type { Actor, Desk } from '../desk.ts'

type Change = { readonly actor: Actor; readonly ticket: LockedTicket }

/** A person set the status: it changes, and a line in the conversation says who. */
export async function recordStatus(tx: Tx, desk: Desk, { actor, ticket, to }: Change & { readonly to: TicketStatus }): Promise<void> {
  await saveStatus(tx, desk, { actor, ticket, to })
  await recordLine(tx, desk, { actor, ticket, kind: 'status', detail: { from: ticket.status, to } })
}

/** The status that follows from what was done. No line: the reply or the comment itself stands there. */
export async function followStatus(tx: Tx, desk: Desk, { actor, ticket, to }: Change & { readonly to: TicketStatus }): Promise<void> {
  if (ticket.status === to) {
    return
  }
  await saveStatus(tx, desk, { actor, ticket, to })
  const { workspaceId, userId } = actor
  const payload = { status: { from: ticket.status, to } }
  await appendEvent(tx, { workspaceId, type: 'ticket.changed', ticketId: ticket.id, actorId: userId, payload })
}

/** Whoever answers a ticket that nobody has, has it from then on. No line: the reply itself stands there. */
export async function followAssignee(tx: Tx, { actor, ticket }: Change): Promise<void> {
  const { workspaceId, userId, memberId } = actor
  const name = ticket.assigneeId === undefined ? await memberName(tx, workspaceId, memberId) : undefined
  // Somebody has it, or whoever answers was removed from the workspace in this very moment.
  if (name === undefined) {
    return
  }
  await saveTicket(tx, { workspaceId, ticketId: ticket.id }, { assignee_id: memberId })
  const payload = { assignee: { from: null, to: name } }
  await appendEvent(tx, { workspaceId, type: 'ticket.changed', ticketId: ticket.id, actorId: userId, payload })
}

async function saveStatus(tx: Tx, desk: Desk, { actor, ticket, to }: Change & { readonly to: TicketStatus }): Promise<void> {
  const at = desk.now()
  await saveTicket(
    tx,
    { workspaceId: actor.workspaceId, ticketId: ticket.id },
    { status: to, solved_at: to === 'solved' ? at : null, closed_at: to === 'closed' || to === 'deleted' ? at : null },
  )
}

/** Any work opens a new ticket. */
export async function recordWork(tx: Tx, desk: Desk, change: Change): Promise<void> {
  await followStatus(tx, desk, { ...change, to: onWork(change.ticket.status) })
}

type Line = Change & {
  readonly kind: 'status' | 'assignee' | 'priority' | 'type'
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes what was done into the conversation, and tells that the ticket changed. */
export async function recordLine(tx: Tx, desk: Desk, { actor, ticket, kind, detail }: Line): Promise<void> {
  const { workspaceId, userId } = actor
  await insertMessage(tx, {
    workspaceId,
    id: desk.newId<MessageId>(),
    ticketId: ticket.id,
    direction: 'system',
    kind,
    text: '',
    authorId: userId,
    at: desk.now(),
    detail,
  })
  await appendEvent(tx, { workspaceId, type: 'ticket.changed', ticketId: ticket.id, actorId: userId, payload: { [kind]: detail } })
}
