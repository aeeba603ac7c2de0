import { DeskError } from '#domain/errors.ts'
import type { TicketId } from '#domain/ids.ts'
import { isFinal } from '#domain/tickets/status.ts'
import { beginningOf } from '#domain/tickets/routing.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { insertTickets } from '#storage/tickets/insert.ts'
import { livingTicket, lockTicket, type LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { joining, transact } from '../transact.ts'
import { requireMaySay } from './require-verdict.ts'
import { setAssignee } from './work.ts'

/**
 * The ticket in which one can write on after this one is closed or deleted. A customer has one living ticket for a Page:
 * where there is one already (the customer wrote meanwhile, or a colleague was faster) it is that; else a new one is made
 * for whoever asks, if a reply could be sent now.
 */
export async function writeOn(desk: Desk, actor: Actor, ticketId: TicketId): Promise<TicketId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, actor.workspaceId, ticketId)
    if (!ticket) {
      throw new DeskError('not-found', 'There is no such ticket.')
    }
    if (!isFinal(ticket.status)) {
      return ticket.id
    }
    // The conversation is locked, so nobody makes one meanwhile.
    const living = await livingTicket(tx, actor.workspaceId, ticket.conversationId)
    return living?.id ?? (await openAfter(tx, desk, { actor, ticket }))
  })
}

async function openAfter(tx: Tx, desk: Desk, { actor, ticket }: { actor: Actor; ticket: LockedTicket }): Promise<TicketId> {
  const at = desk.now()
  requireMaySay(actor, { ...ticket, status: 'open' }, at)
  const { workspaceId, userId, memberId } = actor
  const { channelId, channelKind, conversationId, clientId, subjectKind } = ticket
  const id = desk.newId<TicketId>()
  const opened = { id, conversationId, clientId, status: 'open', decidedAt: at, createdAt: at } as const
  await insertTickets(tx, { workspaceId, channelId }, [{ ...beginningOf(channelKind, subjectKind), ...opened }])
  await appendEvents(tx, workspaceId, [{ type: 'ticket.created', ticketId: id, actorId: userId, payload: { after: ticket.id } }])
  await setAssignee(joining(tx, desk), actor, { ticketId: id, memberId })
  return id
}
