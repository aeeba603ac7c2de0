import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { deleteChatChannel } from '#storage/channels.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

/** Takes a chat channel away. Nothing came by it yet, so nothing goes with it. Throws `not-found`. */
export async function removeChatChannel(desk: Desk, actor: Actor, channelId: ChannelId): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  await transact(desk, async (tx) => {
    if (!(await deleteChatChannel(tx, { workspaceId, channelId }))) {
      throw new DeskError('not-found', 'There is no such chat channel.')
    }
    await appendEvents(tx, workspaceId, [{ type: 'channel.removed', actorId: userId, payload: { channelId } }])
  })
}
