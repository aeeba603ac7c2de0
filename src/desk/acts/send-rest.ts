import { DeskError } from '#domain/errors.ts'
import { contentKindOf, modeOf } from '#domain/acts/act.ts'
import type { MessageId } from '#domain/ids.ts'
import { actBehind, passOver } from '#storage/acts-in-series.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { requireMaySay } from '../tickets/require-verdict.ts'
import { transact } from '../transact.ts'
import { goOnBehind } from './go-on.ts'
import { requireSaid, type OfTicket } from './require-said.ts'

/** One message of a series was not sent, or nobody knows: those behind it, which wait for it, go without it, as what they were asked for. */
export async function sendRest(desk: Desk, actor: Actor, { ticketId, messageId }: OfTicket): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const { ticket, act } = await requireSaid(tx, workspaceId, { ticketId, messageId })
    const behind = await actBehind(tx, { workspaceId, id: act.id })
    if (behind === undefined || (act.state !== 'failed' && act.state !== 'unconfirmed')) {
      throw new DeskError('conflict', 'Nothing waits for this message: it stands alone, was sent, or is on its way.')
    }
    requireMaySay(actor, ticket, { content: contentKindOf(behind), mode: modeOf(behind), now: desk.now() })
    await passOver(tx, { workspaceId, id: act.id }, desk.now())
    await goOnBehind(tx, desk, { workspaceId, entryIds: [messageId] })
    await appendEvents(tx, workspaceId, [{ type: 'entry.changed', ticketId, actorId: userId, payload: { lineId: messageId } }])
    return messageId
  })
}
