import { sql } from 'kysely'
import type { PostRefusal } from '#domain/channels/post-port.ts'
import type { ChannelId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Db, Tx } from '../database.ts'
import type { CustomerMessage, Line, OurMessage } from '../lines.ts'
import { storableJson } from '../storable.ts'
import { readLine } from '../timeline.ts'

/** What a channel refused once is asked for again with the next comment, and not more often. */
const ASKED_AGAIN_AFTER_MS = 24 * 3_600_000

export type WantedPost = { readonly postId: string; readonly calledAs: string }

/** Notes posts of which nobody told what they say, and answers those that are to be asked for now. */
export async function claimPostsToAsk(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { posts, now }: { readonly posts: readonly WantedPost[]; readonly now: Date },
): Promise<string[]> {
  if (posts.length === 0) {
    return []
  }
  const { rows } = await sql<{ postId: string }>`
    insert into posts as p (workspace_id, channel_id, post_id, called_as, asked_at)
    select ${workspaceId}::uuid, ${channelId}::uuid, w."postId", w."calledAs", ${now} from json_to_recordset(${JSON.stringify(posts)}) as w("postId" text, "calledAs" text)
     where not exists (select 1 from entries e where e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and e.thing = 'post'
                          and e.external_id = w."postId" and e.author_kind is not null)
    on conflict (workspace_id, channel_id, post_id) do update set asked_at = excluded.asked_at
     where p.asked_at is null or p.asked_at > ${now} or p.asked_at < ${new Date(now.getTime() - ASKED_AGAIN_AFTER_MS)}
    returning post_id as "postId"`.execute(tx)
  return rows.map(({ postId }) => postId)
}

export type PostKey = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId; readonly postId: string }

export type AskedPost = { readonly calledAs: string; readonly isConnected: boolean }

export async function askedPost(db: Db, { workspaceId, channelId, postId }: PostKey): Promise<AskedPost | undefined> {
  const { rows } = await sql<AskedPost>`
    select p.called_as as "calledAs", w.way = 'connected' as "isConnected"
      from posts p join channel_ways w on w.workspace_id = p.workspace_id and w.channel_id = p.channel_id
     where p.workspace_id = ${workspaceId} and p.channel_id = ${channelId} and p.post_id = ${postId}`.execute(db)
  return rows[0]
}

/** The channel answered: with the post, or why it does not give it. */
export async function savePostAnswer(
  tx: Tx,
  { workspaceId, channelId, postId }: PostKey,
  { at, permalink, refusal }: { readonly at: Date; readonly permalink?: string | undefined; readonly refusal?: PostRefusal | undefined },
): Promise<void> {
  await sql`
    update posts set answered_at = ${at}, permalink = coalesce(${permalink ?? null}, permalink), refusal = ${refusal ? storableJson(refusal) : null}::jsonb
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and post_id = ${postId}`.execute(tx)
}

export type ShownPost = {
  /** What it says; undefined as long as nobody told. */
  readonly said: (Line & (CustomerMessage | OurMessage)) | undefined
  /** Whether it is out; a post that is not yet is shown to nobody on Facebook. */
  readonly isPublished: boolean
  readonly permalink: string | undefined
  /** As the channel calls it. */
  readonly calledAs: string | undefined
  /** Why the channel does not give it; undefined where it did, or was not asked. */
  readonly refusal: PostRefusal | undefined
}

/** How much is said under a post, as it is kept. */
export type CommentCounts = {
  readonly comments: number
  readonly unanswered: number
  readonly hidden: number
  readonly removed: number
}

export type CountedPost = ShownPost & { readonly counts: CommentCounts; readonly lastCommentAt: Date | undefined }

type PostRow = CommentCounts & {
  readonly id: MessageId | null
  readonly isPublished: boolean
  readonly permalink: string | null
  readonly calledAs: string | null
  readonly refusal: PostRefusal | null
  readonly lastCommentAt: Date | null
}

/** Whether the desk knows of a post, be it only by what is said under it. */
export async function isPostKnown(db: Db, { workspaceId, channelId, postId }: PostKey): Promise<boolean> {
  const { rows } = await sql`
    select from posts where workspace_id = ${workspaceId} and channel_id = ${channelId} and post_id = ${postId}`.execute(db)
  return rows.length > 0
}

/** A post as it stands above what is said under it; undefined where the desk knows of none. */
export async function readPost(db: Db, { workspaceId, channelId, postId }: PostKey): Promise<CountedPost | undefined> {
  const { rows } = await sql<PostRow>`
    select e.id, e.published_at is not null as "isPublished", p.permalink, coalesce(e.called_as, p.called_as) as "calledAs", p.refusal,
           coalesce(p.comments, 0) as comments, coalesce(p.unanswered, 0) as unanswered, coalesce(p.hidden, 0) as hidden,
           coalesce(p.removed, 0) as removed, p.last_comment_at as "lastCommentAt"
      from (select 1) one
      left join entries e on e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and e.thing = 'post' and e.external_id = ${postId}
       and e.author_kind is not null
      left join posts p on p.workspace_id = ${workspaceId} and p.channel_id = ${channelId} and p.post_id = ${postId}
     where e.id is not null or p.post_id is not null`.execute(db)
  const [row] = rows
  if (!row) {
    return undefined
  }
  const line = row.id === null ? undefined : await readLine(db, workspaceId, row.id)
  const said = line?.line === 'customer-message' || line?.line === 'our-message' ? line : undefined
  const { comments, unanswered, hidden, removed } = row
  return {
    said,
    isPublished: row.isPublished,
    permalink: row.permalink ?? undefined,
    calledAs: row.calledAs ?? undefined,
    refusal: said ? undefined : (row.refusal ?? undefined),
    counts: { comments, unanswered, hidden, removed },
    lastCommentAt: row.lastCommentAt ?? undefined,
  }
}
