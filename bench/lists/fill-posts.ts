import { sql, type Transaction } from 'kysely'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { recountThreads } from '#storage/posts/recount.ts'
import type { DB } from '#storage/schema.gen.ts'
import { chance, idOf, inMs } from './made-up.ts'

type Filling = {
  readonly workspaceId: WorkspaceId
  readonly posts: number
  readonly commentsOfOne: number
  /** The first number of their tickets. */
  readonly numbersFrom: number
  readonly now: Date
}

/** So many conversations are counted in one go, as a large batch of the intake would. */
const COUNTED_AT_ONCE = 5000

/**
 * Two years of what everybody reads: posts with none to four comments, most of them settled long ago, one post with thousands, and what visitors post,
 * mentions and reviews. What waits is lately said. The numbers of posts and threads are the desk's own.
 */
export async function fillPosts(tx: Transaction<DB>, filling: Filling): Promise<void> {
  if (filling.posts === 0) {
    return
  }
  await planPosts(tx, filling)
  await planSaid(tx, filling)
  await insertConversations(tx, filling)
  await insertTickets(tx, filling)
  await insertEntries(tx, filling)
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from planned_said union all select conversation_id from planned_posts`.execute(tx)
  await sql`analyze entries, conversations, tickets`.execute(tx)
  for (let from = 0; from < rows.length; from += COUNTED_AT_ONCE) {
    await recountThreads(
      tx,
      filling.workspaceId,
      rows.slice(from, from + COUNTED_AT_ONCE).map(({ id }) => id),
    )
  }
  await sql`drop table planned_posts, planned_said`.execute(tx)
}

/** The last one is the one with thousands of comments. */
async function planPosts(tx: Transaction<DB>, { workspaceId, posts, commentsOfOne, now }: Filling): Promise<void> {
  await sql`
    create temporary table planned_posts on commit drop as
    with numbered as (select n, ${chance('n', 11)} as c1, ${chance('n', 12)} as c2 from generate_series(1, ${posts + (commentsOfOne > 0 ? 1 : 0)}::int) n)
    select n, c1, '8' || n as post_id, case when n > ${posts}::int then ${commentsOfOne}::int else (c2 * 5)::int % 5 end as comments,
           date_trunc('milliseconds', ${now}::timestamptz - interval '8 hours' - interval '730 days' * (${posts + 1}::int - n) / ${posts + 1}::int) as at,
           ${idOf('post', { ms: sql`n`, of: sql`n`, workspaceId })} as id, ${idOf('wall', { ms: sql`n`, of: sql`n`, workspaceId })} as conversation_id
      from numbered`.execute(tx)
}

/** Each thing said is a conversation of its own: comments, and as many others as there are posts. Of what was lately said some waits. */
async function planSaid(tx: Transaction<DB>, { workspaceId, posts, now }: Filling): Promise<void> {
  await sql`
    create temporary table planned_said on commit drop as
    with things as (
      select 'comment' as thing, p.post_id, p.at + (${now}::timestamptz - interval '1 hour' - p.at) * place / (p.comments + 1) / case when p.n > ${posts}::int then 1 else 200 end as at
        from planned_posts p, generate_series(1, p.comments) place
      union all
      select case n % 4 when 0 then 'mention' when 1 then 'post' else 'review' end, null, p.at + interval '1 minute' from planned_posts p
    ), numbered as (
      select *, row_number() over (order by at, post_id) as n from things
    ), rolled as (
      select *, ${chance('n', 13)} as c1, ${chance('n', 14)} as c2 from numbered
    )
    select n, thing, coalesce(post_id, case thing when 'post' then '7' || n end) as post_id, '6' || n as external_id, c1, c2, date_trunc('milliseconds', at) as at,
           case when c1 < 0.04 and at > ${now}::timestamptz - interval '10 days' then 'open' when c1 < 0.3 then 'solved' else 'closed' end as status,
           ${idOf('said', { ms: inMs('at'), of: sql`n`, workspaceId })} as id,
           ${idOf('thread', { ms: inMs('at'), of: sql`n`, workspaceId })} as conversation_id,
           ${idOf('author', { ms: inMs('at'), of: sql`n`, workspaceId })} as client_id,
           ${idOf('public', { ms: inMs('at'), of: sql`n`, workspaceId })} as ticket_id
      from rolled`.execute(tx)
  await sql`update planned_said set external_id = post_id where thing = 'post'`.execute(tx)
  await sql`analyze planned_posts, planned_said`.execute(tx)
}

const CHANNEL = sql`(select id from channels where workspace_id = w.id limit 1)`

async function insertConversations(tx: Transaction<DB>, { workspaceId, now }: Filling): Promise<void> {
  await sql`insert into clients (workspace_id, id, name, created_at) select ${workspaceId}::uuid, client_id, 'Author ' || n, at from planned_said`.execute(
    tx,
  )
  await sql`
    insert into identities (workspace_id, channel_id, kind, external_id, client_id, created_at)
    select w.id, ${CHANNEL}, 'author', '5' || n, client_id, at from planned_said, (select ${workspaceId}::uuid as id) w`.execute(tx)
  await sql`
    insert into conversations (workspace_id, id, channel_id, client_id, subject, subject_key, created_at)
    select w.id, conversation_id, ${CHANNEL}, client_id,
           case thing when 'comment' then jsonb_build_object('kind', 'comments', 'postId', post_id, 'rootId', external_id)
                      when 'post' then jsonb_build_object('kind', 'post', 'postId', post_id)
                      when 'mention' then jsonb_build_object('kind', 'mention', 'entryId', external_id)
                      else jsonb_build_object('kind', 'review', 'storyId', external_id) end,
           case thing when 'comment' then 'comments:' || post_id || '/' || external_id else thing || ':' || external_id end, at
      from planned_said, (select ${workspaceId}::uuid as id) w
    union all
    select w.id, conversation_id, ${CHANNEL}, null, jsonb_build_object('kind', 'post', 'postId', post_id), 'post:' || post_id, ${now}
      from planned_posts, (select ${workspaceId}::uuid as id) w`.execute(tx)
}

async function insertTickets(tx: Transaction<DB>, { workspaceId, numbersFrom }: Filling): Promise<void> {
  await sql`
    insert into tickets (workspace_id, id, number, channel_id, conversation_id, client_id, status, decided_status, tags, unanswered_count, last_activity_at,
                         created_at, solved_at, closed_at)
    select w.id, ticket_id, ${numbersFrom}::int - 1 + n, ${CHANNEL}, conversation_id, client_id, status, status, array['Facebook:Comment'],
           case status when 'open' then 1 else 0 end, at, at, case status when 'solved' then at end, case status when 'closed' then at end
      from planned_said, (select ${workspaceId}::uuid as id) w`.execute(tx)
}

/** Posts with a picture or a link, and what was said; every third is answered, some are hidden or deleted. */
async function insertEntries(tx: Transaction<DB>, { workspaceId }: Filling): Promise<void> {
  await sql`
    insert into entries (workspace_id, id, ticket_id, conversation_id, channel_id, thing, external_id, called_as, text, content, author_kind, author_external_id,
                         replies_to, occurred_at, created_at, content_at, published_at, hidden_at, removed_at)
    select w.id, p.id, null, p.conversation_id, ${CHANNEL}, 'post', p.post_id, '1_' || p.post_id, 'The Kastrup in Evening Green is back. Only until Sunday: free child seat.',
           case when c1 < 0.5 then '{"parts": [{"kind": "file", "what": "picture", "url": "https://scontent.xx.fbcdn.net/v/photo.jpg"}]}'::jsonb
                when c1 < 0.7 then '{"parts": [{"kind": "link", "url": "https://example.com"}]}'::jsonb end,
           'elsewhere', null, null, at, at, at, at, null::timestamptz, null::timestamptz
      from planned_posts p, (select ${workspaceId}::uuid as id) w
    union all
    select w.id, s.id, s.ticket_id, s.conversation_id, ${CHANNEL}, s.thing, s.external_id, coalesce(post_id || '_', '') || s.external_id,
           'How much is shipping to Kiruna? It is for two bikes, number ' || n, case thing when 'review' then
             jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('kind', 'rating', 'isRecommended', c2 < 0.7, 'stars', 1 + (c2 * 4)::int))) end,
           'client', '5' || n, null, at, at, at, null, case when c2 < 0.02 then at end, case when c2 > 0.97 then at end
      from planned_said s, (select ${workspaceId}::uuid as id) w
    union all
    select w.id, ${idOf('answer', { ms: inMs('s.at'), of: sql`n`, workspaceId })}, s.ticket_id, s.conversation_id, ${CHANNEL}, 'comment', '4' || n, '4' || n,
           'Forty euros, also for two.', null, 'elsewhere', null, external_id, at + interval '10 minutes', at, at, null, null, null
      from planned_said s, (select ${workspaceId}::uuid as id) w where n % 3 = 0 and status <> 'open'`.execute(tx)
}
