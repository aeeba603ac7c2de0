import type { TicketChangeId } from '#domain/ids.ts'
import type { TicketChange } from '#domain/tickets/change.ts'
import { workedOn } from '#domain/tickets/effect.ts'
import { onWork, type TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { memberName } from '#storage/member-names.ts'
import { insertTicketChange } from '#storage/ticket-changes.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { saveDecision, saveTicket } from '#storage/tickets/save.ts'
import type { Actor, Desk } from '../desk.ts'
import { followSaid, movedEvents } from './follow-said.ts'

type Change = { readonly actor: Actor; readonly ticket: LockedTicket }

/** A person set the status: it changes, and a line in the conversation says who. */
export async function recordStatus(tx: Tx, desk: Desk, { actor, ticket, to }: Change & { readonly to: TicketStatus }): Promise<void> {
  const { workspaceId } = actor
  await saveDecision(tx, { workspaceId, ticketId: ticket.id, status: to, at: desk.now() })
  await followSaid(tx, workspaceId, { tickets: [ticket.id], now: desk.now() })
  await recordLine(tx, desk, { actor, ticket, change: { kind: 'status', from: ticket.status, to } })
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
  await appendEvents(tx, workspaceId, [{ type: 'ticket.changed', ticketId: ticket.id, actorId: userId, payload }])
}

/** Any work opens a new ticket. No line: what was done stands there itself. */
export async function recordWork(tx: Tx, { actor, ticket }: Change): Promise<void> {
  const { workspaceId, userId } = actor
  const decision = workedOn(ticket.decision)
  if (decision === ticket.decision) {
    return
  }
  const status = onWork(ticket.status)
  await saveTicket(tx, { workspaceId, ticketId: ticket.id }, { decided_status: decision.status, status })
  await appendEvents(
    tx,
    workspaceId,
    movedEvents(status === ticket.status ? [] : [{ id: ticket.id, from: ticket.status, to: status }], userId),
  )
}

/** Writes what was done into the conversation, and tells that the ticket changed. */
export async function recordLine(tx: Tx, desk: Desk, { actor, ticket, change }: Change & { readonly change: TicketChange }): Promise<void> {
  const { workspaceId, userId } = actor
  const id = desk.newId<TicketChangeId>()
  await insertTicketChange(tx, { workspaceId, id, ticketId: ticket.id, change, actorId: userId, at: desk.now() })
  const { kind, ...values } = change
  const payload = { lineId: id, [kind]: values }
  await appendEvents(tx, workspaceId, [{ type: 'ticket.changed', ticketId: ticket.id, actorId: userId, payload }])
}
