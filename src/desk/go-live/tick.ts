import type { TickedByHand } from '#domain/go-live/ticked.ts'
import { deleteTick, insertTick } from '#storage/go-live.ts'
import { findPersonOf } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Ticks off a step that no program can see, or takes that back. */
export async function tick(
  desk: Desk,
  actor: Actor,
  { step, isDone }: { readonly step: TickedByHand; readonly isDone: boolean },
): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  await transact(desk, async (tx) => {
    if (isDone) {
      const { name } = await findPersonOf(tx, workspaceId, userId)
      await insertTick(tx, { workspaceId, step, by: { id: userId, name }, at: desk.now() })
    } else {
      await deleteTick(tx, workspaceId, step)
    }
  })
}
