import { setActsAside } from '#storage/acts-state.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { requireTicketOf, type OfTicket } from './require-said.ts'

/**
 * What failed, or is in doubt, of this line needs no attention any more. Nothing is deleted: the line stays, and tells who set it aside. Of what was set
 * aside already it stays so, by whoever was first; whatever becomes of it later is news again.
 */
export async function setAside(desk: Desk, actor: Actor, { ticketId, messageId }: OfTicket): Promise<void> {
  requirePermission(actor, 'ticket.reply')
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    await requireTicketOf(tx, workspaceId, { ticketId, messageId })
    if (await setActsAside(tx, { workspaceId, entryId: messageId }, { userId, at: desk.now() })) {
      await appendEvents(tx, workspaceId, [{ type: 'entry.changed', ticketId, actorId: userId, payload: { lineId: messageId } }])
    }
  })
}
