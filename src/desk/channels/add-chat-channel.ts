import type { ChannelId } from '#domain/ids.ts'
import { insertChatChannel } from '#storage/channels.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { tidyName } from '../accounts/tidy-name.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { chatNameTaken } from './chat-name-taken.ts'

/** Adds a chat channel. Only a name is needed, one that no other chat channel has. Throws `invalid` and `conflict`. */
export async function addChatChannel(desk: Desk, actor: Actor, wish: { readonly name: string }): Promise<ChannelId> {
  requirePermission(actor, 'workspace.manage')
  const name = tidyName(wish.name, 'name')
  const id = desk.newId<ChannelId>()
  await transact(desk, async (tx) => {
    if (!(await insertChatChannel(tx, { workspaceId: actor.workspaceId, id, name, createdAt: desk.now() }))) {
      throw chatNameTaken(name)
    }
    await appendEvents(tx, actor.workspaceId, [
      { type: 'channel.connected', actorId: actor.userId, payload: { channelId: id, kind: 'chat' } },
    ])
  })
  return id
}
