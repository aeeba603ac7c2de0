import type { ExtensionName } from '#domain/extensions/extension.ts'
import { wakeIntake } from '#storage/set-aside-deliveries.ts'
import { releaseHeld } from '#storage/deliveries.ts'
import { appendEvents } from '#storage/events.ts'
import { saveSwitch } from '#storage/extensions.ts'
import type { Actor, Desk } from '../desk.ts'
import { resumeImports } from '../channels/history-import.ts'
import { resumeRepairs } from '../channels/start-repair.ts'
import { resumeActs } from '../acts/resume.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Switches an extension on or off. Nothing is lost: what arrives meanwhile waits, and is worked on from the moment it is on again. */
export async function switchExtension(
  desk: Desk,
  actor: Actor,
  wish: { readonly name: ExtensionName; readonly isEnabled: boolean },
): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  await transact(desk, async (tx) => {
    const isChanged = await saveSwitch(tx, actor.workspaceId, { ...wish, by: actor.userId, at: desk.now() })
    if (!isChanged) {
      return
    }
    await appendEvents(tx, actor.workspaceId, [{ type: 'extension.switched', actorId: actor.userId, payload: wish }])
    if (wish.name === 'facebook' && wish.isEnabled) {
      await releaseHeld(tx)
      await wakeIntake(tx)
      await resumeActs(tx, desk, { workspaceId: actor.workspaceId })
      await resumeRepairs(tx, desk, actor.workspaceId)
      await resumeImports(tx, desk, actor)
    }
  })
}
