import { createHash } from 'node:crypto'
import { deleteExpiredAuthorisations, insertAuthorisation } from '#storage/authorisations.ts'
import { machineTime } from '../desk-clock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** How long a person may take in Facebook's dialog, and then again to choose Pages. */
export const AUTHORISATION_LIFE_MS = 15 * 60_000

export type Beginning = { readonly sessionId: string; readonly state: string; readonly redirectUri: string }

/** Remembers that this session went to Facebook's dialog with this state. The state itself is not kept, only its hash. */
export async function beginAuthorisation(desk: Desk, actor: Actor, { sessionId, state, redirectUri }: Beginning): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const now = machineTime(desk)
  await transact(desk, async (tx) => {
    await requireExtension(tx, actor.workspaceId, 'facebook')
    await deleteExpiredAuthorisations(tx, now)
    await insertAuthorisation(tx, {
      workspaceId: actor.workspaceId,
      id: desk.newId(),
      stateHash: hashState(state),
      userId: actor.userId,
      sessionId,
      redirectUri,
      createdAt: now,
      expiresAt: new Date(now.getTime() + AUTHORISATION_LIFE_MS),
    })
  })
}

export function hashState(state: string): Uint8Array {
  return createHash('sha256').update(state).digest()
}
