import { sql } from 'kysely'
import type { ChannelWay } from '#domain/channels/channel.ts'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import { windowOf } from '../conversations/window-of.ts'
import type { Db } from '../database.ts'

export type Envelope = {
  readonly recipientExternalId: string
  readonly channelId: ChannelId
  readonly pageId: string
  readonly keyEncrypted: Buffer
  readonly subjectKind: SubjectKind
  readonly way: ChannelWay
  readonly pausedUntil: Date | null
  readonly window: ReplyWindow | undefined
}

/** Where a reply in this conversation goes, and whether the way is open. Undefined where there is no key to go with, or nobody to go to. */
export async function readEnvelope(db: Db, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<Envelope | undefined> {
  const row = await db
    .selectFrom('conversations as co')
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'co.workspace_id').onRef('c.id', '=', 'co.channel_id'))
    .innerJoin('channel_ways as w', (join) => join.onRef('w.workspace_id', '=', 'c.workspace_id').onRef('w.channel_id', '=', 'c.id'))
    .innerJoin('facebook_connections as f', (join) =>
      join.onRef('f.workspace_id', '=', 'c.workspace_id').onRef('f.channel_id', '=', 'c.id'),
    )
    .select(['c.id as channel_id', 'f.page_id', 'f.key_encrypted', 'w.way', 'c.paused_until'])
    .select(['co.subject_kind', 'co.window_opens_at', 'co.window_closes_at', 'co.window_reason'])
    .select(sql<string | null>`co.subject ->> 'personId'`.as('person_id'))
    .where('co.workspace_id', '=', workspaceId)
    .where('co.id', '=', conversationId)
    .executeTakeFirst()
  if (!row?.person_id) {
    return undefined
  }
  return {
    recipientExternalId: row.person_id,
    channelId: row.channel_id as ChannelId,
    pageId: row.page_id,
    keyEncrypted: row.key_encrypted,
    subjectKind: row.subject_kind as SubjectKind,
    way: row.way as ChannelWay,
    pausedUntil: row.paused_until,
    window: windowOf(row),
  }
}
