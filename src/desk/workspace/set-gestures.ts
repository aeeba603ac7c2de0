import type { ShownGestures } from '#domain/messaging-policy/gesture.ts'
import { appendEvents } from '#storage/events.ts'
import { saveShownGestures } from '#storage/gestures.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Sets which gestures customers of the workspace see. */
export async function setGestures(desk: Desk, actor: Actor, shown: ShownGestures): Promise<ShownGestures> {
  requirePermission(actor, 'workspace.manage')
  await transact(desk, async (tx) => {
    await saveShownGestures(tx, actor.workspaceId, shown)
    await appendEvents(tx, actor.workspaceId, [{ type: 'gestures.changed', actorId: actor.userId, payload: shown }])
  })
  return shown
}
