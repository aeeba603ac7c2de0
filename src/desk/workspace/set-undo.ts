import { appendEvents } from '#storage/events.ts'
import { saveUndoSeconds } from '#storage/undo.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Sets for how many seconds everybody may take back what they have sent; 0: it goes at once. */
export async function setUndo(desk: Desk, actor: Actor, seconds: number): Promise<number> {
  requirePermission(actor, 'workspace.manage')
  await transact(desk, async (tx) => {
    await saveUndoSeconds(tx, actor.workspaceId, seconds)
    await appendEvents(tx, actor.workspaceId, [{ type: 'undo.changed', actorId: actor.userId, payload: { seconds } }])
  })
  return seconds
}
