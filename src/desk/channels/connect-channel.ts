import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { claimPageRoute, lockPageChannel, type PageConnection, saveConnection } from '#storage/channels.ts'
import { appendEvents } from '#storage/events.ts'
import { wakeIntake } from '#storage/set-aside-deliveries.ts'
import { askNames } from '../clients/ask-names.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { resumeSending } from '../messages/resume-sending.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

export type ConnectedPage = {
  readonly pageId: string
  readonly connection: Omit<PageConnection, 'keyEncrypted' | 'by' | 'at'>
  /** Seals the Page's key for the channel it becomes the key of. */
  sealKey(channelId: ChannelId): Uint8Array
}

/**
 * A Page becomes a channel, or an existing one gets a new key: then what waited goes out, if its window is still open.
 * Throws `page-held-elsewhere` when another workspace holds the Page.
 */
export async function connectChannel(desk: Desk, actor: Actor, page: ConnectedPage): Promise<ChannelId> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const at = desk.now()
  return await transact(desk, async (tx) => {
    await requireExtension(tx, workspaceId, 'facebook')
    const newId = desk.newId<ChannelId>()
    const channelId = await lockPageChannel(tx, { workspaceId, pageId: page.pageId }, { newId, name: page.connection.name, createdAt: at })
    if (!(await claimPageRoute(tx, { workspaceId, channelId, pageId: page.pageId }))) {
      throw new DeskError('page-held-elsewhere', 'This Page is connected in another workspace of this desk.')
    }
    await saveConnection(tx, { workspaceId, channelId }, { ...page.connection, keyEncrypted: page.sealKey(channelId), by: userId, at })
    const type = channelId === newId ? 'channel.connected' : 'channel.changed'
    await appendEvents(tx, workspaceId, [{ type, actorId: userId, payload: { channelId, kind: 'facebook' } }])
    await resumeSending(tx, desk, { workspaceId, channelId })
    await askNames(tx, desk, { workspaceId, channelId })
    await wakeIntake(tx)
    return channelId
  })
}
