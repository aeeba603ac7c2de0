import { DeskError } from '#domain/errors.ts'
import type { MessageId } from '#domain/ids.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { recordState } from './record-state.ts'
import { requireSaid, type OfTicket } from './require-said.ts'

/** A reply that waits is not to be sent any more. What waited behind it has its turn. Stopping what is stopped changes nothing. */
export async function stopMessage(desk: Desk, actor: Actor, said: OfTicket): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const { workspaceId } = actor
    const { act } = await requireSaid(tx, workspaceId, said)
    if (act.state === 'queued') {
      const failure = { reason: 'stopped', reach: 'message' } as const
      await recordState(tx, desk, { workspaceId, id: act.id, change: { state: 'failed', at: desk.now(), failure } })
      await desk.jobs.sendMessages(tx, { workspaceId, conversationId: act.conversationId })
    } else if (act.state !== 'failed') {
      throw new DeskError('conflict', 'It is on its way, or was sent already.')
    }
    return said.messageId
  })
}
