import { modeOf } from '#domain/acts/act.ts'
import { DeskError } from '#domain/errors.ts'
import type { MessageId, TicketId } from '#domain/ids.ts'
import { lockActsSaying } from '#storage/acts.ts'
import { passOver } from '#storage/acts-in-series.ts'
import { ticketOfEntry } from '#storage/entries/lock.ts'
import { appendEvents } from '#storage/events.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { requireMaySay } from '../tickets/require-verdict.ts'
import { transact } from '../transact.ts'
import { goOnBehind } from './go-on.ts'

type Rest = { readonly ticketId: TicketId; readonly messageId: MessageId }

/** One message of a series was not sent, or nobody knows: those behind it, which wait for it, go without it. */
export async function sendRest(desk: Desk, actor: Actor, { ticketId, messageId }: Rest): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    const [act] = await lockActsSaying(tx, workspaceId, [messageId])
    if (!ticket || !act?.series || (await ticketOfEntry(tx, workspaceId, messageId)) !== ticketId) {
      throw new DeskError('not-found', 'There is no such message in a series.')
    }
    if (act.state !== 'failed' && act.state !== 'unconfirmed') {
      throw new DeskError('conflict', 'Nothing waits for this message: it was sent, or is on its way.')
    }
    requireMaySay(actor, ticket, { mode: modeOf(act.act), now: desk.now() })
    await passOver(tx, { workspaceId, id: act.id }, desk.now())
    await goOnBehind(tx, desk, { workspaceId, entryIds: [messageId] })
    await appendEvents(tx, workspaceId, [{ type: 'entry.changed', ticketId, actorId: userId, payload: { lineId: messageId } }])
    return messageId
  })
}
