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
  requirePermission(actor, 'workspace.manage')
  const key = await openPageKey({ db: app.desk.db, sealer: app.sealer }, { workspaceId: actor.workspaceId, channelId })
  await disconnectChannel(app.desk, actor, channelId)
  if (key.kind !== 'open' || !key.pageId) {
    return { isUnsubscribed: false }
  }
  return { isUnsubscribed: (await unsubscribePage(app.graph, key.pageId, key.token)).kind === 'ok' }
}
