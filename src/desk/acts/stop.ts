import { DeskError } from '#domain/errors.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import { lockActsSaying } from '#storage/acts.ts'
import { ticketOfEntry } from '#storage/entries/lock.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { recordState } from './record-state.ts'

/** A reply that waits is not to be sent any more. What waited behind it has its turn. Stopping what is stopped changes nothing. */
export async function stopMessage(
  desk: Desk,
  actor: Actor,
  { ticketId, messageId }: { readonly ticketId: TicketId; readonly messageId: MessageId },
): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const { workspaceId } = actor
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    const [act] = await lockActsSaying(tx, workspaceId, [messageId])
    if (!ticket || !act || (await ticketOfEntry(tx, workspaceId, messageId)) !== ticketId) {
      throw new DeskError('not-found', 'There is no such message.')
    }
    if (act.state === 'queued') {
      const failure = { reason: 'stopped', reach: 'message' } as const
      await recordState(tx, desk, { workspaceId, id: act.id, change: { state: 'failed', at: desk.now(), failure } })
      await desk.jobs.sendMessages(tx, { workspaceId, conversationId: act.conversationId })
    } else if (act.state !== 'failed') {
      throw new DeskError('conflict', 'It is on its way, or was sent already.')
    }
    return messageId
  })
}
