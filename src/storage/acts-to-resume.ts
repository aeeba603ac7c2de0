import { sql, type RawBuilder } from 'kysely'
import type { ActId, ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from './database.ts'

type Ways = { readonly workspaceId: WorkspaceId; readonly channelId?: ChannelId | undefined }

/**
 * The way is open again: what waits rests no longer. The conversation of each act that waits, and of each that is under way or was left behind so by a
 * process that died: it may have to wait yet. The oldest first: a turn carries one. Whoever is carrying holds what is under way, so it is not locked.
 */
export async function endRests(tx: Tx, { workspaceId, channelId }: Ways): Promise<ConversationId[]> {
  const { rows } = await sql<{ conversation_id: ConversationId }>`
    with rested as (
      update acts a set not_before = null where workspace_id = ${workspaceId} and ${isMeant(channelId)} and state = 'queued'
      returning conversation_id, created_at, id
    ), under_way as (
      select conversation_id, created_at, id from acts a where workspace_id = ${workspaceId} and ${isMeant(channelId)} and state = 'sending'
    )
    select conversation_id from (select * from rested union all select * from under_way) resumed order by created_at, id`.execute(tx)
  return rows.map((row) => row.conversation_id)
}

function isMeant(channelId: ChannelId | undefined): RawBuilder<unknown> {
  return channelId === undefined ? sql`true` : sql`a.channel_id = ${channelId}`
}

/** The acts of which nobody knows whether they were done, the oldest first. */
export async function unconfirmedActs(tx: Tx, { workspaceId, channelId }: Ways): Promise<ActId[]> {
  const { rows } = await sql<{ id: ActId }>`
    select a.id from acts a
     where a.workspace_id = ${workspaceId} and ${isMeant(channelId)} and a.state = 'unconfirmed' order by a.created_at, a.id`.execute(tx)
  return rows.map(({ id }) => id)
}
