import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { renameChatChannel as saveName } from '#storage/channels.ts'
import { appendEvents } from '#storage/events.ts'
import { tidyName } from '../accounts/tidy-name.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { chatNameTaken } from './chat-name-taken.ts'

/** Gives a chat channel another name. A Page's name is Facebook's. Throws `invalid`, `not-found` and `conflict`. */
export async function renameChatChannel(
  desk: Desk,
  actor: Actor,
  wish: { readonly channelId: ChannelId; readonly name: string },
): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const { channelId } = wish
  const name = tidyName(wish.name, 'name')
  await transact(desk, async (tx) => {
    switch (await saveName(tx, { workspaceId, channelId }, name)) {
      case 'missing':
        throw new DeskError('not-found', 'There is no such chat channel.')
      case 'taken':
        throw chatNameTaken(name)
      case 'renamed':
        await appendEvents(tx, workspaceId, [{ type: 'channel.changed', actorId: userId, payload: { channelId } }])
    }
  })
}
