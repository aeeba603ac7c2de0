import { branchOf, livingOf } from '#domain/clients/merging.ts'
import { DeskError } from '#domain/errors.ts'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import { lockStandings, readStanding, takeTurn } from '#storage/clients/lock.ts'
import { findMerge, saveSplit, standingJoints, type Merge } from '#storage/clients/merges.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { noSuchClient } from './refusals.ts'

type Splitting = { readonly clientId: ClientId; readonly mergeId: string }

/**
 * Takes a merge back, at once or years later: whoever joined lives by itself again, with all that had joined it, and has whatever it had and
 * whatever came to its identities since. What was split already stays so. Throws `not-found`.
 */
export async function splitClient(desk: Desk, actor: Actor, { clientId, mergeId }: Splitting): Promise<void> {
  requirePermission(actor, 'ticket.work')
  await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    await takeTurn(tx, workspaceId)
    const merge = await findMergeOf(tx, workspaceId, { clientId, mergeId })
    if (!merge.isStanding) {
      return
    }
    const [joined] = await lockStandings(tx, workspaceId, [merge.joinedId])
    if (!joined) {
      throw noSuchClient()
    }
    const livingId = livingOf(joined)
    const branch = branchOf(merge.joinedId, await standingJoints(tx, workspaceId, livingId))
    await saveSplit(tx, workspaceId, { merge, branch, by: userId, at: desk.now() })
    await appendEvents(tx, workspaceId, [
      { type: 'client.split', actorId: userId, payload: { clientId: livingId, splitOffId: merge.joinedId } },
    ])
  })
}

/** The merge of this id, of whichever of the two the client is now; after a split either may be asked for. */
async function findMergeOf(tx: Tx, workspaceId: WorkspaceId, { clientId, mergeId }: Splitting): Promise<Merge> {
  const merge = await findMerge(tx, workspaceId, mergeId)
  const asked = await livingIdOf(tx, workspaceId, clientId)
  const parts = merge ? [await livingIdOf(tx, workspaceId, merge.survivorId), await livingIdOf(tx, workspaceId, merge.joinedId)] : []
  if (!merge || asked === undefined || !parts.includes(asked)) {
    throw new DeskError('not-found', 'There is no such merge of this client.')
  }
  return merge
}

async function livingIdOf(tx: Tx, workspaceId: WorkspaceId, clientId: ClientId): Promise<ClientId | undefined> {
  const standing = await readStanding(tx, workspaceId, clientId)
  return standing && livingOf(standing)
}
