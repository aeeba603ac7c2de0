import type { MessageId, TicketId } from '#domain/ids.ts'
import { isFinal } from '#domain/tickets/status.ts'
import { beginningOf } from '#domain/tickets/routing.ts'
import { lockConversation, type LockedConversation } from '#storage/conversations/lock.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { insertTickets } from '#storage/tickets/insert.ts'
import { lastTickets } from '#storage/tickets/last.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { carryReply } from '../drafts/carry-reply.ts'
import { requirePermission } from '../require-permission.ts'
import { joining, transact } from '../transact.ts'
import { conversationToAnswerIn } from './conversation-to-answer-in.ts'
import { followSaid } from './follow-said.ts'
import { requireMayWrite } from './require-verdict.ts'
import { requireTicket } from './require-ticket.ts'
import { setAssignee } from './work.ts'

type Wish = { readonly ticketId: TicketId; readonly answering?: MessageId | undefined }

/**
 * The ticket in which one can write on after this one is closed or deleted. A customer has one living ticket for a Page:
 * where there is one already (the customer wrote meanwhile, or a colleague was faster) it is that; else a new one is made
 * for whoever asks, if a reply could be sent now. After one of a whole post it is a ticket of the thread that `answering` is in.
 */
export async function writeOn(desk: Desk, actor: Actor, { ticketId, answering }: Wish): Promise<TicketId> {
  requirePermission(actor, 'ticket.reply')
  const { workspaceId } = actor
  return await transact(desk, async (tx) => {
    const ticket = await requireTicket(tx, workspaceId, ticketId)
    if (!isFinal(ticket.status)) {
      return ticket.id
    }
    // The conversation is locked, so nobody makes one meanwhile.
    const conversation = await lockConversation(tx, workspaceId, await conversationToAnswerIn(tx, workspaceId, { ticket, answering }))
    const [last] = await lastTickets(tx, workspaceId, { conversations: [conversation.id], wholePosts: [ticket.conversationId] })
    const threadIn = ({ subjectKind }: LockedTicket) => (subjectKind === 'whole-post' ? conversation.id : undefined)
    const next = last && !isFinal(last.status) ? last.id : await openAfter(tx, desk, { actor, ticket, conversation })
    await carryReply(tx, desk, {
      actor,
      from: { ticketId, threadId: threadIn(ticket) },
      to: { ticketId: next, threadId: threadIn(await requireTicket(tx, workspaceId, next)) },
    })
    return next
  })
}

type Opening = { readonly actor: Actor; readonly ticket: LockedTicket; readonly conversation: LockedConversation }

async function openAfter(tx: Tx, desk: Desk, { actor, ticket, conversation }: Opening): Promise<TicketId> {
  const at = desk.now()
  requireMayWrite(actor, { ...ticket, status: 'open' }, at)
  const { workspaceId, userId, memberId } = actor
  const { channelId, channelKind } = ticket
  const { id: conversationId, subject, clientId = ticket.clientId } = conversation
  const id = desk.newId<TicketId>()
  const opened = { id, conversationId, clientId, status: 'open', decidedAt: at, createdAt: at } as const
  await insertTickets(tx, { workspaceId, channelId }, [{ ...beginningOf(channelKind, subject.kind), ...opened }])
  await followSaid(tx, workspaceId, { tickets: [id], now: at })
  await appendEvents(tx, workspaceId, [{ type: 'ticket.created', ticketId: id, actorId: userId, payload: { after: ticket.id } }])
  await setAssignee(joining(tx, desk), actor, { ticketId: id, memberId })
  return id
}
