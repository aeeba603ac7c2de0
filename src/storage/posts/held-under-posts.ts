import { sql } from 'kysely'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Entry } from '#domain/entries/entry.ts'
import type { Db } from '../database.ts'
import { ENTRY, keptEntryOf, type EntryRow } from '../entries/kept-entry.ts'

/** A post as the desk has it; undefined where nobody told what it says. */
export async function postHeld(db: Db, { workspaceId, channelId }: ChannelOfWorkspace, postId: string): Promise<Entry | undefined> {
  const { rows } = await sql<EntryRow>`
    select ${ENTRY} from entries e
     where e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and e.thing = 'post' and e.external_id = ${postId}
       and e.author_kind is not null`.execute(db)
  return rows.map((row) => keptEntryOf(row, undefined).entry)[0]
}

type Span = { readonly postId: string; readonly from: Date; readonly until: Date }

/** What the desk has of comments under a post that were written in a span of time, but for those that are gone. */
export async function commentsHeld(
  db: Db,
  { workspaceId, channelId }: ChannelOfWorkspace,
  { postId, from, until }: Span,
): Promise<Entry[]> {
  const { rows } = await sql<EntryRow>`
    select ${ENTRY} from entries e
     where e.workspace_id = ${workspaceId} and e.thing = 'comment' and e.author_kind is not null and e.external_id is not null
       and e.removed_at is null and e.occurred_at >= ${from} and e.occurred_at < ${until}
       and e.conversation_id in (select t.conversation_id from threads t
                                  where t.workspace_id = ${workspaceId} and t.channel_id = ${channelId} and t.post_id = ${postId})`.execute(
    db,
  )
  return rows.map((row) => keptEntryOf(row, undefined).entry)
}
