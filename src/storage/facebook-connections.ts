import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import { lockChannelState, saveChannelState } from './channels.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** A Page's key, sealed, and what it came from. */
export type FacebookConnection = {
  readonly pageId: string
  readonly keyEncrypted: Uint8Array
  readonly keyValidUntil: Date | undefined
  /** When Facebook told that. */
  readonly keyCheckedAt: Date
  readonly checkDueAt: Date
  /** Since when its network tells of the channel, where nobody had it connected before. */
  readonly heardSince: Date
  readonly grantedScopes: readonly string[]
  /** Who allowed it at Facebook. */
  readonly person: { readonly id: string; readonly name: string }
  readonly by: UserId
}

/** A new key for a channel takes the place of the one before. */
export async function saveConnection(tx: Tx, channel: ChannelOfWorkspace, connection: FacebookConnection): Promise<void> {
  const fresh = {
    page_id: connection.pageId,
    key_encrypted: Buffer.from(connection.keyEncrypted),
    key_valid_until: connection.keyValidUntil ?? null,
    granted_scopes: [...connection.grantedScopes],
    person_id: connection.person.id,
    person_name: connection.person.name,
    connected_by: connection.by,
    key_checked_at: connection.keyCheckedAt,
    check_due_at: connection.checkDueAt,
    // Of the key before.
    findings: null,
    findings_at: null,
  }
  await tx
    .insertInto('facebook_connections')
    // Of a channel that has no key yet what was said before is not missing.
    .values({
      workspace_id: channel.workspaceId,
      channel_id: channel.channelId,
      ...fresh,
      seen_until: connection.keyCheckedAt,
      heard_since: connection.heardSince,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id']).doUpdateSet(fresh))
    .execute()
}

/** The Page and the sealed key of a channel; undefined where nobody connected it. */
export async function findConnection(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
): Promise<Pick<FacebookConnection, 'pageId' | 'keyEncrypted'> | undefined> {
  return await db
    .selectFrom('facebook_connections')
    .modifyFront(prepared)
    .select(['page_id as pageId', 'key_encrypted as keyEncrypted'])
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst()
}

/** Connected Pages that this person of Facebook connected, except these: their keys hang on the person's grant. */
export async function pagesOfPersonBeside(
  db: Db,
  { workspaceId, personId }: { readonly workspaceId: WorkspaceId; readonly personId: string },
  pageIds: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from facebook_connections f join channels c on c.workspace_id = f.workspace_id and c.id = f.channel_id
     where f.workspace_id = ${workspaceId} and f.person_id = ${personId} and c.state = 'connected'
       and f.page_id <> all(${[...pageIds]}::text[])
     order by c.created_at, c.id`.execute(db)
  return rows
}

export type SealedKey = ChannelOfWorkspace & { readonly keyEncrypted: Buffer; readonly isMarked: boolean }

/** Every sealed key that the desk would use: of connected channels, and of those that could not be opened the last time (`isMarked`). */
export async function sealedKeys(db: Db): Promise<SealedKey[]> {
  const { rows } = await sql<SealedKey>`
    select f.workspace_id as "workspaceId", f.channel_id as "channelId", f.key_encrypted as "keyEncrypted", c.state = 'disconnected' as "isMarked"
      from facebook_connections f join channels c on c.workspace_id = f.workspace_id and c.id = f.channel_id
     where c.state = 'connected' or exists (
             select from channel_problems p
              where p.workspace_id = f.workspace_id and p.channel_id = f.channel_id and p.kind = 'key-unreadable' and p.mended_at is null)
     order by f.workspace_id, f.channel_id`.execute(db)
  return rows
}

/** The key is gone for good. */
export async function destroyConnection(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  await tx.deleteFrom('facebook_connections').where('workspace_id', '=', workspaceId).where('channel_id', '=', channelId).execute()
}

/** Tells one key from the next without being one: a digest of it as it is sealed, in hex. */
export function nameOfKey(keyEncrypted: Uint8Array): string {
  return createHash('sha256').update(keyEncrypted).digest('hex')
}

/** A channel, and the key that was used. One that somebody put in its place meanwhile is not judged by the fate of this one. */
type KeyInUse = ChannelOfWorkspace & { readonly keyName: string }

/**
 * The key is no good: what is queued waits. False where the channel was disconnected before, or its key is another by now. The channel is
 * locked first, as whoever connects it does: else a new key that is just being written would not be seen.
 */
export async function disconnectKey(tx: Tx, { workspaceId, channelId, keyName }: KeyInUse): Promise<boolean> {
  const channel = { workspaceId, channelId }
  if ((await lockChannelState(tx, channel)) !== 'connected') {
    return false
  }
  const connection = await findConnection(tx, channel)
  if (!connection || nameOfKey(connection.keyEncrypted) !== keyName) {
    return false
  }
  await saveChannelState(tx, channel, 'disconnected')
  return true
}
