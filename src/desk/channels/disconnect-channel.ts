import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { noteProblem } from '#storage/channel-problems.ts'
import { lockImport } from '#storage/channel-imports.ts'
import { deleteRepair } from '#storage/channel-repairs.ts'
import { releaseRoute } from '#storage/channel-routes.ts'
import { lockChannelState, saveChannelState } from '#storage/channels.ts'
import { destroyConnection, findConnection } from '#storage/facebook-connections.ts'
import { findPersonOf } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { endImport } from './import-history.ts'
import { tellChannelChanged } from './mark-problem.ts'
import { noteHistory } from './note-history.ts'

/**
 * The channel lets go of its Page: the key is destroyed, the Page's name is free, and what was said stays. Throws `not-found` where there is no such Page, or
 * nobody connected it.
 */
export async function disconnectChannel(desk: Desk, actor: Actor, channelId: ChannelId): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const channel = { workspaceId, channelId }
  await transact(desk, async (tx) => {
    if ((await lockChannelState(tx, channel)) === undefined || !(await findConnection(tx, channel))) {
      throw new DeskError('not-found', 'There is no such connected Page.')
    }
    const { name: by } = await findPersonOf(tx, workspaceId, userId)
    await destroyConnection(tx, channel)
    await releaseRoute(tx, channel)
    await deleteRepair(tx, channel)
    const walk = await lockImport(tx, channel)
    await (walk && endImport(tx, desk, { channel, walk, end: 'disconnected' }))
    await saveChannelState(tx, channel, 'disconnected')
    // What was wrong before stays: a key that comes in its place mends it.
    await noteProblem(tx, channel, { id: desk.newId(), problem: { kind: 'disconnected', by }, at: desk.now() })
    await noteHistory(tx, desk, { ...channel, what: 'disconnected', detail: { by } })
    await tellChannelChanged(tx, channel)
  })
}
