import { sql } from 'kysely'
import type { ChannelWay } from '#domain/channels/channel.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import type { Allowance } from '#domain/messaging-policy/reply-mode.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'
import { windowOf } from './window-of.ts'

export type WayOut = {
  readonly channelId: ChannelId
  readonly subject: Subject
  /** What an answer there is said under, as the channel calls it; undefined in private. */
  readonly under: string | undefined
  readonly way: ChannelWay
  readonly allowances: readonly Allowance[]
  /** The channel's network asked it to slow down. */
  readonly pausedUntil: Date | undefined
  readonly window: ReplyWindow | undefined
}

/**
 * At the head of a thread its first comment, whatever deeper one is answered: Facebook shows two levels, and deeper ones flat. Where its whole
 * name was never told, it is what Facebook makes of the post's and its own.
 */
const UNDER = sql<string | null>`
  case co.subject_kind
    when 'comments' then coalesce((select e.called_as from entries e where e.workspace_id = co.workspace_id and e.channel_id = co.channel_id
                                     and e.thing = 'comment' and e.external_id = co.subject ->> 'rootId'),
                                  (co.subject ->> 'postId') || '_' || (co.subject ->> 'rootId'))
    when 'post' then coalesce((select e.called_as from entries e where e.workspace_id = co.workspace_id and e.channel_id = co.channel_id
                                 and e.thing = 'post' and e.external_id = co.subject ->> 'postId'), c.external_id || '_' || (co.subject ->> 'postId'))
    when 'mention' then (select e.called_as from entries e where e.workspace_id = co.workspace_id and e.channel_id = co.channel_id
                           and e.thing = 'mention' and e.external_id = co.subject ->> 'entryId')
    when 'review' then (select e.called_as from entries e where e.workspace_id = co.workspace_id and e.channel_id = co.channel_id
                          and e.thing = 'review' and e.external_id = co.subject ->> 'storyId')
  end`

/** Where an act in this conversation goes, and whether the way is open. */
export async function wayOut(db: Db, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<WayOut> {
  const way = (await waysOut(db, workspaceId, [conversationId])).get(conversationId)
  if (!way) {
    throw new Error(`There is no conversation ${conversationId}.`)
  }
  return way
}

/** Where acts in each of these conversations go. */
export async function waysOut(
  db: Db,
  workspaceId: WorkspaceId,
  conversationIds: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, WayOut>> {
  const rows = await db
    .selectFrom('conversations as co')
    .modifyFront(prepared)
    .innerJoin('channels as c', (join) => join.onRef('c.workspace_id', '=', 'co.workspace_id').onRef('c.id', '=', 'co.channel_id'))
    .innerJoin('channel_ways as w', (join) => join.onRef('w.workspace_id', '=', 'c.workspace_id').onRef('w.channel_id', '=', 'c.id'))
    .select(['co.id', 'co.channel_id', 'w.way', 'w.allowances', 'c.paused_until'])
    .select(sql<Subject>`co.subject`.as('subject'))
    .select(UNDER.as('under'))
    .select(['co.window_opens_at', 'co.window_closes_at', 'co.window_reason'])
    .where('co.workspace_id', '=', workspaceId)
    .where('co.id', '=', sql<string>`any(${[...conversationIds]}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id as ConversationId,
      {
        channelId: row.channel_id as ChannelId,
        subject: row.subject,
        under: row.under ?? undefined,
        way: row.way as ChannelWay,
        allowances: row.allowances as Allowance[],
        pausedUntil: row.paused_until ?? undefined,
        window: windowOf(row),
      },
    ]),
  )
}

export async function channelOfConversation(db: Db, workspaceId: WorkspaceId, conversationId: ConversationId): Promise<ChannelId> {
  const row = await db
    .selectFrom('conversations')
    .modifyFront(prepared)
    .select('channel_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return row.channel_id as ChannelId
}
