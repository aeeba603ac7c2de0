import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ChannelHappening } from '#domain/channels/history.ts'
import type { Db, Tx } from './database.ts'
import { storableJson } from './storable.ts'

type NewHappening = { readonly id: string; readonly at: Date; readonly happening: ChannelHappening }

export async function insertHistory(
  tx: Tx,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { id, at, happening: { what, detail } }: NewHappening,
): Promise<void> {
  await sql`
    insert into channel_history (workspace_id, id, channel_id, at, what, detail)
    values (${workspaceId}, ${id}, ${channelId}, ${at}, ${what}, ${storableJson(detail)}::jsonb)`.execute(tx)
}

export type ToldHappening = { readonly id: string; readonly at: Date } & ChannelHappening

/** What happened to a channel, the newest first; `isMore` where older is left out. */
export async function channelHistory(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
  most: number,
): Promise<{ readonly happenings: readonly ToldHappening[]; readonly isMore: boolean }> {
  const { rows } = await sql<{ id: string; at: Date; what: ChannelHappening['what']; detail: object }>`
    select id, at, what, detail from channel_history
     where workspace_id = ${workspaceId} and channel_id = ${channelId}
     order by at desc, id desc limit ${most + 1}`.execute(db)
  // What lies in `detail` was written by `insertHistory` for this `what`, or by the migration.
  return { happenings: rows.slice(0, most) as ToldHappening[], isMore: rows.length > most }
}
