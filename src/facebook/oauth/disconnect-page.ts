import { deleteChannel } from '#desk/channels/delete-channel.ts'
import { disconnectChannel } from '#desk/channels/disconnect-channel.ts'
import type { Actor } from '#desk/desk.ts'
import { requirePermission } from '#desk/require-permission.ts'
import type { ChannelId } from '#domain/ids.ts'
import { openPageKey } from '../page-key.ts'
import { unsubscribePage } from '../subscribe.ts'
import type { FacebookApp } from './facebook-app.ts'

/** Whether Facebook confirmed that it stops telling of the Page. What still comes for a Page that nobody holds is ignored. */
export type Disconnected = { readonly isUnsubscribed: boolean }

/**
 * Disconnects a Page. The desk lets go first, with the key at hand for the last call: however that ends, the Page is disconnected. Throws `not-allowed`, and
 * `not-found` where there is no such Page or nobody connected it.
 */
export async function disconnectPage(app: FacebookApp, actor: Actor, channelId: ChannelId): Promise<Disconnected> {
  return await letGo(app, { actor, channelId }, () => disconnectChannel(app.desk, actor, channelId))
}

/** Begins to delete a Page's channel with its data; lets go of the Page in the same way. Throws as `deleteChannel` does. */
export async function deletePage(
  app: FacebookApp,
  actor: Actor,
  { channelId, typedName }: { readonly channelId: ChannelId; readonly typedName: string },
): Promise<Disconnected> {
  return await letGo(app, { actor, channelId }, () => deleteChannel(app.desk, actor, { channelId, typedName }))
}

type Whose = { readonly actor: Actor; readonly channelId: ChannelId }

async function letGo(app: FacebookApp, { actor, channelId }: Whose, act: () => Promise<void>): Promise<Disconnected> {
  requirePermission(actor, 'workspace.manage')
  const key = await openPageKey({ db: app.desk.db, sealer: app.sealer }, { workspaceId: actor.workspaceId, channelId })
  await act()
  if (key.kind !== 'open' || !key.pageId) {
    return { isUnsubscribed: false }
  }
  return { isUnsubscribed: (await unsubscribePage(app.graph, key.pageId, key.token)).kind === 'ok' }
}
