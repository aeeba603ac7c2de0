import { appendEvents } from '#storage/events.ts'
import { saveEnterSends } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Sets whether Enter alone sends what one writes oneself. */
export async function setEnterSends(desk: Desk, actor: Actor, isOn: boolean): Promise<void> {
  requirePermission(actor, 'ticket.comment-internally')
  const { workspaceId, userId } = actor
  await transact(desk, async (tx) => {
    await saveEnterSends(tx, actor, { isOn, at: desk.now() })
    await appendEvents(tx, workspaceId, [{ type: 'enter-sends.changed', actorId: userId, payload: { userId, isOn } }])
  })
}
