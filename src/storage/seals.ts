import { sql } from 'kysely'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

export type SealedKey = {
  readonly workspaceId: WorkspaceId
  readonly channelId: ChannelId
  readonly keyEncrypted: Buffer
  readonly isMarked: boolean
}

/** Every sealed key that the desk would use: of connected channels, and of those that could not be opened the last time (`isMarked`). */
export async function sealedKeys(db: Db): Promise<SealedKey[]> {
  const { rows } = await sql<SealedKey>`
    select workspace_id as "workspaceId", id as "channelId", key_encrypted as "keyEncrypted", state = 'disconnected' as "isMarked"
      from channels
     where key_encrypted is not null and (state = 'connected' or problem ->> 'kind' = 'key-unreadable')
     order by workspace_id, id`.execute(db)
  return rows
}

type ChannelOfWorkspace = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }
type UnreadableKey = ChannelOfWorkspace & { readonly keyEncrypted: Uint8Array; readonly at: Date }

/**
 * The key cannot be opened: the channel shows as disconnected with that reason, and what is queued waits. What was wrong
 * before is put aside, for the day on which the right key is back. False where it was marked already, or the key is
 * another by now.
 */
export async function markKeyUnreadable(tx: Tx, { workspaceId, channelId, keyEncrypted, at }: UnreadableKey): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channels
       set state = 'disconnected',
           problem = jsonb_build_object('kind', 'key-unreadable', 'since', ${at.toISOString()}::text, 'before', problem)
     where workspace_id = ${workspaceId} and id = ${channelId} and state = 'connected'
       and key_encrypted = ${Buffer.from(keyEncrypted)}`.execute(tx)
  return numAffectedRows === 1n
}

/** The right key is back: the channel is as it was before. False where it was not marked. */
export async function markKeyReadable(tx: Tx, { workspaceId, channelId }: ChannelOfWorkspace): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channels set state = 'connected', problem = nullif(problem -> 'before', 'null'::jsonb)
     where workspace_id = ${workspaceId} and id = ${channelId} and state = 'disconnected' and problem ->> 'kind' = 'key-unreadable'`.execute(
    tx,
  )
  return numAffectedRows === 1n
}
