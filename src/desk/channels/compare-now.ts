import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { lockChannelState } from '#storage/channels.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { startRepair } from './start-repair.ts'
import { tellChannelChanged } from './mark-problem.ts'

const COMPARED_MS = 24 * 3_600_000

/**
 * Has the last 24 hours of a channel compared with what its network holds. Asked for again while that goes on, it begins anew. Throws `not-found`,
 * `extension-disabled` and `channel-disconnected`.
 */
export async function compareNow(desk: Desk, actor: Actor, channelId: ChannelId): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const channel = { workspaceId: actor.workspaceId, channelId }
  await transact(desk, async (tx) => {
    await requireExtension(tx, actor.workspaceId, 'facebook')
    const state = await lockChannelState(tx, channel)
    if (state === undefined) {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    if (state !== 'connected') {
      throw new DeskError('channel-disconnected', 'This Page is disconnected. Reconnect it; what was said since is fetched then.')
    }
    await startRepair(tx, desk, { ...channel, since: new Date(desk.now().getTime() - COMPARED_MS) })
    await tellChannelChanged(tx, channel)
  })
}
