import { sql, type Transaction } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import type { DB } from '#storage/schema.gen.ts'
import { fillPosts } from './fill-posts.ts'
import { chance, idOf, inMs } from './made-up.ts'

export type Filling = {
  readonly workspaceId: WorkspaceId
  readonly tickets: number
  readonly messagesPerTicket: number
  /** Lines of one more conversation, which is still going on; none when 0. */
  readonly longConversation: number
  /** Of the Page, each with a few comments; as many visitors' posts, mentions and reviews together. */
  readonly posts: number
  /** Comments of one more post, the newest; none when 0. */
  readonly commentsOfOne: number
  readonly now: Date
}

/** What is in work depends on how many people work, not on how long the desk has been there. */
const IN_WORK_AT_MOST = 1500
const IN_WORK_SHARE = 0.15
const COLLEAGUES = 11

/**
 * Two years of a desk, set-wise: most tickets closed or solved long ago, what is in work told of in the last five days. Everything
 * follows from the ticket's number, so that two fillings are the same. The workspace has its channel already.
 */
export async function fillWorkspace(db: Db, filling: Filling): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await trustForeignKeys(tx)
    await insertColleagues(tx, filling)
    await planTickets(tx, filling)
    await insertConversations(tx, filling)
    await insertTickets(tx, filling)
    await insertLines(tx, filling)
    await insertDrafts(tx, filling)
    await fillPosts(tx, { ...filling, numbersFrom: filling.tickets + 2 })
    await sql`update workspaces set last_ticket_number = (select max(number) from tickets where workspace_id = ${filling.workspaceId})
               where id = ${filling.workspaceId}`.execute(tx)
    await sql`drop table planned, lines`.execute(tx)
  })
}

/** Millions of rows that are right by construction are not looked up one by one, where the role may say so. */
async function trustForeignKeys(tx: Transaction<DB>): Promise<void> {
  const { rows } = await sql<{ rolsuper: boolean }>`select rolsuper from pg_roles where rolname = current_user`.execute(tx)
  if (rows[0]?.rolsuper) {
    await sql`set local session_replication_role = replica`.execute(tx)
  }
}

async function insertColleagues(tx: Transaction<DB>, { workspaceId, now }: Filling): Promise<void> {
  await sql`
    with people as (
      insert into users (id, name, email)
      select gen_random_uuid(), 'Colleague ' || place, 'colleague-' || place || '@' || ${workspaceId}::text || '.example' from generate_series(1, ${COLLEAGUES}::int) place
      returning id
    )
    insert into members (workspace_id, id, user_id, role, created_at) select ${workspaceId}::uuid, gen_random_uuid(), id, 'agent', ${now} from people`.execute(
    tx,
  )
}

/** The tickets with their conversation, each living one with a conversation of its own. */
async function planTickets(
  tx: Transaction<DB>,
  { workspaceId, tickets, messagesPerTicket, longConversation, now }: Filling,
): Promise<void> {
  const inWork = Math.round(Math.min(IN_WORK_AT_MOST, tickets * IN_WORK_SHARE))
  await sql`
    create temporary table planned on commit drop as
    with numbered as (
      select number, number > ${tickets - inWork}::int as is_in_work, ${chance('number', 1)} as c1, ${chance('number', 2)} as c2, ${chance('number', 3)} as c3
        from generate_series(1, ${tickets}::int) number
    ), stated as (
      select *, case when is_in_work then case when c1 < 0.1 then 'new' when c1 < 0.4 then 'open' when c1 < 0.85 then 'pending' else 'on-hold' end
                     else case when c1 < 0.75 then 'closed' when c1 < 0.95 then 'solved' when c1 < 0.98 then 'spam' else 'deleted' end end as status
        from numbered
    ), dated as (
      select *, date_trunc('milliseconds', ${now}::timestamptz - case when is_in_work then interval '5 days' * c2 * c2
                       else interval '6 hours' + interval '730 days' * (${tickets}::int - number) / ${tickets}::int end) as last_activity_at,
             case when status in ('closed', 'deleted') then 1 + (c3 * ${tickets / 2 - 1}::float8)::int
                  else row_number() over (partition by status in ('closed', 'deleted') order by number) end as conversation
        from stated
      union all
      select ${tickets + 1}::int, true, 0.5, 0, 0.5, 'open', date_trunc('milliseconds', ${now}::timestamptz - interval '1 minute'), ${tickets}::int
       where ${longConversation} > 0
    )
    select number, is_in_work, status, c2, c3, last_activity_at, date_trunc('milliseconds', last_activity_at - interval '2 days' * (0.01 + c3)) as created_at,
           case number when ${tickets + 1}::int then ${longConversation}::int else ${messagesPerTicket}::int end as messages,
           ${idOf('conversation', { ms: sql`conversation`, of: sql`conversation`, workspaceId })} as conversation_id,
           ${idOf('client', { ms: sql`conversation`, of: sql`conversation`, workspaceId })} as client_id,
           ${idOf('ticket', { ms: sql`number`, of: sql`number`, workspaceId })} as id,
           (select id from channels where workspace_id = ${workspaceId} limit 1) as channel_id
      from dated`.execute(tx)
  await sql`analyze planned`.execute(tx)
}

async function insertConversations(tx: Transaction<DB>, { workspaceId }: Filling): Promise<void> {
  await sql`
    insert into clients (workspace_id, id, name, created_at)
    select ${workspaceId}::uuid, client_id, 'Client ' || min(number), min(created_at) from planned group by client_id`.execute(tx)
  await sql`
    insert into conversations (workspace_id, id, channel_id, client_id, subject, subject_key, window_opens_at, window_closes_at, window_reason, created_at)
    select ${workspaceId}::uuid, conversation_id, channel_id, client_id, jsonb_build_object('kind', 'direct', 'personId', '7' || min(number)),
           'direct:7' || min(number), max(last_activity_at), max(last_activity_at) + interval '24 hours', 'message', min(created_at)
      from planned group by conversation_id, channel_id, client_id`.execute(tx)
  await sql`
    insert into identities (workspace_id, channel_id, kind, external_id, client_id, created_at)
    select workspace_id, channel_id, 'person', subject ->> 'personId', client_id, created_at from conversations where workspace_id = ${workspaceId}`.execute(
    tx,
  )
}

async function insertTickets(tx: Transaction<DB>, { workspaceId }: Filling): Promise<void> {
  await sql`
    with colleagues as (select id, row_number() over (order by id) - 1 as place, count(*) over () as all_of_them from members where workspace_id = ${workspaceId})
    insert into tickets (workspace_id, id, number, channel_id, conversation_id, client_id, status, decided_status, assignee_id, group_id, tags, unanswered_count,
                         last_activity_at, created_at, solved_at, closed_at, deadline_at, deadline_kind)
    select ${workspaceId}::uuid, p.id, number, p.channel_id, conversation_id, p.client_id, status, status, m.id,
           (select id from groups where workspace_id = ${workspaceId} limit 1), array['Facebook:Direct'],
           case when status in ('new', 'open') and c3 < 0.8 then 1 + (c3 * 4)::int else 0 end, last_activity_at, p.created_at,
           case status when 'solved' then last_activity_at end, case when status in ('closed', 'deleted') then last_activity_at end,
           case when lives then co.window_closes_at end, case when lives then case number % 3 when 1 then 'human-agent' when 2 then 'private-reply' else 'reply-window' end end
      from planned p join conversations co on co.workspace_id = ${workspaceId} and co.id = p.conversation_id
     cross join lateral (select status not in ('closed', 'deleted') and co.window_closes_at > now() as lives) living
      left join colleagues m on m.place = (c2 * 1000)::int % all_of_them and c3 > case when is_in_work then 0.4 else 0.1 end`.execute(tx)
}

/** Messages to and fro; in the long conversation every tenth line is an internal comment, and every tenth a change of its priority. */
async function insertLines(tx: Transaction<DB>, { workspaceId, tickets }: Filling): Promise<void> {
  await sql`
    create temporary table lines on commit drop as
    with someone as (select user_id from members where workspace_id = ${workspaceId} order by id limit 1),
    another as (select user_id as another_id from members where workspace_id = ${workspaceId} order by id limit 1 offset 1), placed as (
      select p.*, place, (messages - place + case when status = 'pending' then 1 else 0 end) % 2 = 0 as is_in,
             case when number <= ${tickets}::int then 'message' when place % 10 = 3 then 'comment' when place % 10 = 6 then 'change' else 'message' end as line,
             date_trunc('milliseconds', p.created_at + (last_activity_at - p.created_at) * place / messages) as at
        from planned p, generate_series(1, p.messages) place
    )
    select placed.*, someone.user_id, another.another_id, ${idOf('line', { ms: inMs('at'), of: sql`number || ' ' || place`, workspaceId })} as line_id
      from placed cross join someone cross join another`.execute(tx)
  await sql`
    insert into entries (workspace_id, id, ticket_id, conversation_id, channel_id, thing, external_id, text, content, author_kind, author_id, occurred_at,
                         created_at, content_at, echoed_at)
    select ${workspaceId}::uuid, line_id, id, conversation_id, channel_id, 'message', 'm_' || line_id,
           'Line ' || place || ' of ticket ' || number || ': the parcel was said to come on Monday, and now it is Thursday.',
           case when ${HAS_PICTURE} then '{"parts": [{"kind": "file", "what": "picture", "url": "https://scontent.xx.fbcdn.net/v/photo.jpg"}], "asides": []}'::jsonb end,
           case when is_in then 'client' else 'member' end, case when is_in then null else user_id end, at, at,
           at, case when is_in then null else at end
      from lines where line = 'message'`.execute(tx)
  await insertPictures(tx, workspaceId)
  await sql`
    insert into acts (workspace_id, id, conversation_id, channel_id, kind, body, entry_id, by, state, state_at, tries, created_at)
    select ${workspaceId}::uuid, line_id, conversation_id, channel_id, 'say', '{"text": ""}', line_id, coalesce(${UNSETTLED_BY}, user_id),
           case when ${UNSETTLED_BY} is null then 'sent' else 'failed' end, at, 1, at
      from lines where line = 'message' and not is_in`.execute(tx)
  await sql`
    insert into unsettled_acts (workspace_id, act_id, entry_id, ticket_id, by)
    select a.workspace_id, a.id, a.entry_id, e.ticket_id, a.by from acts a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
     where a.workspace_id = ${workspaceId}::uuid and a.state = 'failed'`.execute(tx)
  await sql`
    insert into internal_comments (workspace_id, id, ticket_id, text, author_id, written_at)
    select ${workspaceId}::uuid, line_id, id, 'Asked the depot, line ' || place || '.', user_id, at from lines where line = 'comment'`.execute(
    tx,
  )
  await sql`
    insert into ticket_changes (workspace_id, id, ticket_id, kind, change, actor_id, changed_at)
    select ${workspaceId}::uuid, line_id, id, 'priority', '{"from": "low", "to": "urgent"}', user_id, at from lines where line = 'change'`.execute(
    tx,
  )
}

/** The first colleague has written in every ticket, and in some that are in work has not sent it: to the customer, to colleagues, or both. */
async function insertDrafts(tx: Transaction<DB>, { workspaceId }: Filling): Promise<void> {
  await sql`
    insert into drafts (workspace_id, ticket_id, user_id, mode, thread, text, version, saved_at)
    select ${workspaceId}::uuid, p.id, someone.user_id, mode, '',
           case when is_in_work and (number % 20 = 7 or (number % 20 = 8 and mode = 'internal')) then 'I will ask for ticket ' || number else '' end, 2,
           date_trunc('milliseconds', p.created_at) + number * interval '1 millisecond' + case mode when 'reply' then interval '1 second' else interval '0' end
      from planned p cross join unnest(array['reply', 'internal']) as mode
     cross join (select user_id from members where workspace_id = ${workspaceId} order by id limit 1) someone`.execute(tx)
}

/** Of the lines: what in every twentieth ticket in work was not sent, and in every other twentieth of a colleague's; null: it was. */
const UNSETTLED_BY = sql`case when is_in_work and place = (messages + 1) / 2 then case number % 20 when 5 then user_id when 6 then another_id end end`

/** Of the lines: every tenth message came with one. */
const HAS_PICTURE = sql`line = 'message' and place % 10 = 5`

/** One content is kept, and is that of every message with a picture and of every third client. */
async function insertPictures(tx: Transaction<DB>, workspaceId: string): Promise<void> {
  await sql`
    with file as (insert into files (workspace_id, digest, size, type, width, height)
                  values (${workspaceId}::uuid, ${'0'.repeat(64)}, 300000, 'image/jpeg', 1600, 1200) returning digest),
    owners as (select line_id as id, line_id as entry_id, null::uuid as client_id from lines where ${HAS_PICTURE}
                union all select id, null, id from clients where workspace_id = ${workspaceId}::uuid and hashtext(id::text) % 3 = 0)
    insert into attachments (workspace_id, id, entry_id, client_id, lane, what, url, state, file)
    select ${workspaceId}::uuid, owners.id, entry_id, client_id, channels.id, 'picture', 'https://scontent.xx.fbcdn.net/v/photo.jpg', 'kept', digest
      from owners, file, (select id from channels where workspace_id = ${workspaceId}::uuid limit 1) channels`.execute(tx)
}
