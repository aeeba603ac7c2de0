import { type Authorisation, claimState } from '#storage/authorisations.ts'
import { machineTime } from '../desk-clock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { hashState } from './begin-authorisation.ts'

/**
 * Somebody came back from Facebook's dialog. Uses the state up, and gives the authorisation that was begun with it by
 * this very session; undefined when there is none, or it is too late, or it was used before.
 */
export async function claimReturn(
  desk: Desk,
  actor: Actor,
  { sessionId, state }: { readonly sessionId: string; readonly state: string },
): Promise<Authorisation | undefined> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  return await transact(desk, async (tx) => {
    await requireExtension(tx, workspaceId, 'facebook')
    return await claimState(tx, { workspaceId, userId, sessionId, stateHash: hashState(state), now: machineTime(desk) })
  })
}
