import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { lockChannelQueue } from '#storage/channel-queue.ts'
import { isChannelOf } from '#storage/channels.ts'
import { recordState } from '../acts/record-state.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Nothing that waits in a channel is to be done any more. What is on its way goes on. Answers how much was stopped; each may be tried again. */
export async function emptyQueue(desk: Desk, actor: Actor, channelId: ChannelId): Promise<number> {
  requirePermission(actor, 'workspace.manage')
  return await transact(desk, async (tx) => {
    const { workspaceId } = actor
    if (!(await isChannelOf(tx, { workspaceId, channelId }))) {
      throw new DeskError('not-found', 'There is no such channel.')
    }
    const waiting = await lockChannelQueue(tx, { workspaceId, channelId })
    const failure = { reason: 'stopped', reach: 'channel' } as const
    for (const id of waiting) {
      await recordState(tx, desk, { workspaceId, id, change: { state: 'failed', at: desk.now(), failure } })
    }
    return waiting.length
  })
}
