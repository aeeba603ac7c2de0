import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { KeyUnreadable } from '#domain/channels/key-trouble.ts'
import type { Db } from '#storage/database.ts'
import { findConnection, nameOfKey } from '#storage/facebook-connections.ts'
import { channelKeyContext, openIfReadable, type Sealer } from '#storage/secrets.ts'
import type { GraphToken } from './graph/graph.ts'
import { graphId, type GraphId } from './graph/graph-id.ts'
import { asToken } from './graph/tokens.ts'

export type PageKeys = { readonly db: Db; readonly sealer: Sealer }

export type PageKey =
  | { readonly kind: 'open'; readonly keyName: string; readonly pageId: GraphId | undefined; readonly token: GraphToken }
  | KeyUnreadable
  | { readonly kind: 'no-key' }

/** The key that a channel's Page has now, opened. Nothing is called; the key stays within `facebook/`. */
export async function openPageKey({ db, sealer }: PageKeys, channel: ChannelOfWorkspace): Promise<PageKey> {
  const connection = await findConnection(db, channel)
  if (!connection) {
    return { kind: 'no-key' }
  }
  const keyName = nameOfKey(connection.keyEncrypted)
  const context = channelKeyContext({ workspaceId: channel.workspaceId, id: channel.channelId })
  const key = openIfReadable(sealer, connection.keyEncrypted, context)
  return key === undefined
    ? { kind: 'key-unreadable', keyName }
    : { kind: 'open', keyName, pageId: graphId(connection.pageId), token: asToken(key) }
}
