import { sql, type RawBuilder } from 'kysely'
import type { ChannelId, ConversationId, WorkspaceId } from '#domain/ids.ts'
import { STATUSES_IN_WORK } from '#domain/tickets/status.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import { waitingInThread } from '../tickets/whole-post.ts'
import { KIND_OF_POST } from './kind.ts'

/** What changed of a post: its counts, or whether and where it stands in the list. */
export type ChangedPost = { readonly channelId: ChannelId; readonly postId: string }

/**
 * Counts again what is said in these conversations, and under the posts that they belong to. Each thread is counted anew, and its post takes what is
 * more or less than before, so that one comment costs the same under a post of ten as of ten thousand. The conversations are locked, or gone because
 * they were folded; posts are locked after them, in one order. Answers the posts that are not as they were.
 */
export async function recountThreads(tx: Tx, workspaceId: WorkspaceId, conversationIds: readonly ConversationId[]): Promise<ChangedPost[]> {
  const posts = await lockPosts(tx, workspaceId, conversationIds)
  const differences = await countThreads(tx, workspaceId, conversationIds)
  return posts.length === 0 ? [] : await savePosts(tx, { workspaceId, posts, differences })
}

type PostName = ChangedPost

/** Posts of which something is known or under which something was said have a row. It is locked, and not written. */
async function lockPosts(tx: Tx, workspaceId: WorkspaceId, conversationIds: readonly ConversationId[]): Promise<PostName[]> {
  const ids = sql`${[...conversationIds]}::uuid[]`
  const { rows } = await sql<PostName>`${prepared}
    with wanted as materialized (
      select named.channel_id, named.post_id, coalesce(min(e.called_as), min(ch.external_id) || '_' || named.post_id, named.post_id) as called_as
        from (select co.channel_id, co.subject ->> 'postId' as post_id, co.subject_kind = 'comments' as has_comments from conversations co
               where co.workspace_id = ${workspaceId} and co.id = any(${ids}) and co.subject_kind in ('comments', 'post')
              union all
              select t.channel_id, t.post_id, true from threads t
               where t.workspace_id = ${workspaceId} and t.conversation_id = any(${ids}) and t.post_id is not null) named
        join channels ch on ch.workspace_id = ${workspaceId} and ch.id = named.channel_id
        left join lateral (${entryOfPost(sql`e.id, e.called_as`, { workspaceId, channelId: sql`named.channel_id`, postId: sql`named.post_id` })}) e on true
       where named.has_comments or e.id is not null
       group by named.channel_id, named.post_id
    ), locked as (
      insert into posts as p (workspace_id, channel_id, post_id, called_as)
      select ${workspaceId}::uuid, channel_id, post_id, called_as from wanted order by channel_id, post_id
      on conflict (workspace_id, channel_id, post_id) do update set called_as = p.called_as where false
    )
    select channel_id as "channelId", post_id as "postId" from wanted`.execute(tx)
  return rows
}

type Names = { readonly workspaceId: WorkspaceId; readonly channelId: RawBuilder<unknown>; readonly postId: RawBuilder<unknown> }

/** What is known of a post, found along the index that has its whole name, also while the planner has never counted the table. */
function entryOfPost(columns: RawBuilder<unknown>, { workspaceId, channelId, postId }: Names): RawBuilder<unknown> {
  return sql`select ${columns} from entries e
    where e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and e.thing = 'post' and e.external_id = ${postId}
      and e.author_kind is not null limit 1`
}

type Difference = PostName & {
  readonly comments: number
  readonly hidden: number
  readonly removed: number
  readonly unanswered: number
}

/** Counts threads, and answers by how much their posts have more than before. */
async function countThreads(tx: Tx, workspaceId: WorkspaceId, conversationIds: readonly ConversationId[]): Promise<Difference[]> {
  const { rows } = await sql<Difference>`${prepared}
    with asked as (select id from unnest(${[...conversationIds]}::uuid[]) as asked(id)),
    counted as materialized (
      select co.id, co.channel_id, co.subject ->> 'postId' as post_id, here.kind, case when here.kind = 'comments' and co.subject_kind = 'post' then null else head.id end as head_id,
             case when here.kind = 'comments' and co.subject_kind = 'post' then said.first_at else coalesce(head.occurred_at, said.first_at) end as said_at,
             said.lines, said.comments, said.hidden, said.removed, waiting.unanswered, said.last_comment_at
        from asked join conversations co on co.workspace_id = ${workspaceId} and co.id = asked.id and co.subject_kind in ('comments', 'post', 'mention', 'review')
        left join lateral (
          select e.id, e.author_kind, e.occurred_at from entries e
           where e.workspace_id = co.workspace_id and e.channel_id = co.channel_id
             and e.thing = case co.subject_kind when 'comments' then 'comment' else co.subject_kind end
             and e.external_id = coalesce(co.subject ->> 'rootId', co.subject ->> 'postId', co.subject ->> 'entryId', co.subject ->> 'storyId')
             and (e.conversation_id = co.id) is true and e.author_kind is not null limit 1) head on true
       cross join lateral (
          select case when co.subject_kind <> 'post' then co.subject_kind when head.author_kind = 'client' then 'visitor-post' else 'comments' end as kind) here
       cross join lateral (
          select count(*)::int as lines, min(e.occurred_at) as first_at,
                 count(*) filter (where e.author_kind = 'client' and e.removed_at is null)::int as comments,
                 count(*) filter (where e.author_kind = 'client' and e.removed_at is null and e.hidden_at >= coalesce(e.unhidden_at, '-infinity'))::int as hidden,
                 count(*) filter (where e.author_kind = 'client' and e.removed_at is not null)::int as removed,
                 max(e.occurred_at) filter (where e.author_kind = 'client') as last_comment_at
            from entries e
           where e.workspace_id = co.workspace_id and e.conversation_id = co.id and e.thing <> 'message' and e.author_kind is not null
             -- The Page's own post stands above.
             and (e.thing <> 'post' or here.kind = 'visitor-post')) said
       cross join lateral (
          select coalesce(sum(t.unanswered_count), 0)::int + (
            select coalesce(sum(said.unanswered), 0)::int
              from conversations p join tickets w on w.workspace_id = p.workspace_id and w.conversation_id = p.id and w.status = any(${[...STATUSES_IN_WORK]}::text[])
             cross join lateral (${waitingInThread('w', 'co')}) said
             where co.subject_kind = 'comments' and p.workspace_id = co.workspace_id and p.channel_id = co.channel_id
               and p.subject_key = 'comments:' || (co.subject ->> 'postId') || '/') as unanswered
            from tickets t
           where t.workspace_id = co.workspace_id and t.conversation_id = co.id and t.status = any(${[...STATUSES_IN_WORK]}::text[])) waiting
       where said.lines > 0
    ), before as (
      select t.* from asked join threads t on t.workspace_id = ${workspaceId} and t.conversation_id = asked.id
    ), gone as (
      delete from threads t using before
       where t.workspace_id = ${workspaceId} and t.conversation_id = before.conversation_id and before.conversation_id not in (select id from counted)
    ), saved as (
      insert into threads as t (workspace_id, conversation_id, channel_id, kind, post_id, head_id, said_at, lines, comments, hidden, removed, unanswered, last_comment_at)
      select ${workspaceId}::uuid, id, channel_id, kind, post_id, head_id, said_at, lines, comments, hidden, removed, unanswered, last_comment_at from counted
      on conflict (workspace_id, conversation_id) do update
         set kind = excluded.kind, post_id = excluded.post_id, head_id = excluded.head_id, said_at = excluded.said_at, lines = excluded.lines,
             comments = excluded.comments, hidden = excluded.hidden, removed = excluded.removed, unanswered = excluded.unanswered,
             last_comment_at = excluded.last_comment_at
       where (t.*) is distinct from (excluded.*)
    )
    select channel_id as "channelId", post_id as "postId", sum(comments)::int as comments, sum(hidden)::int as hidden, sum(removed)::int as removed,
           sum(unanswered)::int as unanswered
      from (select channel_id, post_id, comments, hidden, removed, unanswered from counted where kind = 'comments'
            union all
            select channel_id, post_id, -comments, -hidden, -removed, -unanswered from before where kind = 'comments') changed
     group by channel_id, post_id`.execute(tx)
  return rows
}

type Counting = { readonly workspaceId: WorkspaceId; readonly posts: readonly PostName[]; readonly differences: readonly Difference[] }

/** Posts with what they have more now, and where they stand by what is known of them. */
async function savePosts(tx: Tx, { workspaceId, posts, differences }: Counting): Promise<ChangedPost[]> {
  const byName = new Map(differences.map((difference) => [nameOf(difference), difference]))
  const rows = posts.map((post) => byName.get(nameOf(post)) ?? { ...post, comments: 0, hidden: 0, removed: 0, unanswered: 0 })
  const { rows: changed } = await sql<ChangedPost>`${prepared}
    update posts p
       set comments = n.comments, hidden = n.hidden, removed = n.removed, unanswered = n.unanswered, last_comment_at = n.last_comment_at, kind = n.kind,
           listed_at = n.listed_at
      from (
        select p.channel_id, p.post_id, p.comments + more.comments as comments, p.hidden + more.hidden as hidden, p.removed + more.removed as removed,
               p.unanswered + more.unanswered as unanswered, last.at as last_comment_at, case when e.id is null then 'not-available' else ${KIND_OF_POST} end as kind,
               case when e.id is null then first.at
                    when e.author_kind <> 'client' and (e.published_at is not null or first.at is not null) then coalesce(e.published_at, e.occurred_at) end as listed_at
          from json_to_recordset(${JSON.stringify(rows)})
            as more("channelId" uuid, "postId" text, comments int, hidden int, removed int, unanswered int)
          join posts p on p.workspace_id = ${workspaceId} and p.channel_id = more."channelId" and p.post_id = more."postId"
          left join lateral (${entryOfPost(sql`e.*`, { workspaceId, channelId: sql`p.channel_id`, postId: sql`p.post_id` })}) e on true
          left join lateral (
            select t.last_comment_at as at from threads t
             where t.workspace_id = p.workspace_id and t.channel_id = p.channel_id and t.post_id = p.post_id and t.kind = 'comments'
               and t.last_comment_at is not null
             order by t.last_comment_at desc limit 1) last on true
          left join lateral (
            select t.said_at as at from threads t
             where t.workspace_id = p.workspace_id and t.channel_id = p.channel_id and t.post_id = p.post_id and t.kind = 'comments'
             order by t.said_at, t.conversation_id limit 1) first on true
      ) n
     where p.workspace_id = ${workspaceId} and p.channel_id = n.channel_id and p.post_id = n.post_id
       and (p.comments, p.hidden, p.removed, p.unanswered, p.last_comment_at, p.kind, p.listed_at)
           is distinct from (n.comments, n.hidden, n.removed, n.unanswered, n.last_comment_at, n.kind, n.listed_at)
    returning p.channel_id as "channelId", p.post_id as "postId"`.execute(tx)
  return changed
}

function nameOf({ channelId, postId }: PostName): string {
  return `${channelId} ${postId}`
}
