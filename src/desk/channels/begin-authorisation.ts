import { createHash } from 'node:crypto'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { deleteExpiredAuthorisations, insertAuthorisation } from '#storage/authorisations.ts'
import { channelKind } from '#storage/channels.ts'
import { machineTime } from '../desk-clock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** How long a person may take in Facebook's dialog, and then again to choose Pages. */
export const AUTHORISATION_LIFE_MS = 15 * 60_000

export type Beginning = {
  readonly sessionId: string
  readonly state: string
  readonly redirectUri: string
  /** The Page whose key is to be renewed. */
  readonly channelId: ChannelId | undefined
}

/**
 * Remembers that this session went to Facebook's dialog with this state. The state itself is not kept, only its hash. Throws `not-found` where
 * there is no such Page.
 */
export async function beginAuthorisation(desk: Desk, actor: Actor, { sessionId, state, redirectUri, channelId }: Beginning): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const now = machineTime(desk)
  await transact(desk, async (tx) => {
    await requireExtension(tx, actor.workspaceId, 'facebook')
    if (channelId !== undefined && (await channelKind(tx, { workspaceId: actor.workspaceId, channelId })) !== 'facebook') {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    await deleteExpiredAuthorisations(tx, now)
    await insertAuthorisation(tx, {
      workspaceId: actor.workspaceId,
      id: desk.newId(),
      stateHash: hashState(state),
      userId: actor.userId,
      sessionId,
      redirectUri,
      channelId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + AUTHORISATION_LIFE_MS),
    })
  })
}

export function hashState(state: string): Uint8Array {
  return createHash('sha256').update(state).digest()
}
