import { DeskError } from '#domain/errors.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { lockOutgoing } from '#storage/entries/lock.ts'
import { saveState } from '#storage/entries/save.ts'
import { lockTicket } from '#storage/tickets.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { requireMaySay } from '../tickets/require-verdict.ts'
import { transact } from '../transact.ts'

/** Queues a failed message once more, under the same rules as a new one. An unconfirmed message may have arrived: refused. */
export async function retryMessage(
  desk: Desk,
  actor: Actor,
  { ticketId, messageId }: { ticketId: TicketId; messageId: MessageId },
): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, actor.workspaceId, ticketId)
    const message = ticket && (await lockOutgoing(tx, actor.workspaceId, messageId))
    if (!ticket || message?.ticketId !== ticketId) {
      throw new DeskError('not-found', 'There is no such message.')
    }
    if (message.state !== 'failed') {
      throw new DeskError('conflict', 'Only a message that was not sent can be tried again.')
    }
    requireMaySay(actor, ticket, desk.now())
    const { workspaceId, userId } = actor
    await saveState(tx, { workspaceId, messageId }, { state: 'queued', at: desk.now() })
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId: message.conversationId })
    await appendEvents(tx, workspaceId, [{ type: 'reply.queued', ticketId, actorId: userId, payload: { lineId: messageId } }])
    return messageId
  })
}
