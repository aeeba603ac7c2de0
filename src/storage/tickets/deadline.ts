import { sql, type RawBuilder } from 'kysely'
import { REACH, type SubjectKind } from '#domain/conversations/subject.ts'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { FINAL_STATUSES, TICKET_STATUSES } from '#domain/tickets/status.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Db, Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { EntryKey } from '../private-replies.ts'

const WITH_PRIVATE_REPLIES = (Object.keys(REACH) as SubjectKind[]).filter((kind) => REACH[kind].acts.includes('say-privately'))
const WITH_WINDOW = (Object.keys(REACH) as SubjectKind[]).filter((kind) => REACH[kind].hasWindow)
const LIVING_STATUSES = TICKET_STATUSES.filter((status) => !FINAL_STATUSES.some((final) => final === status))

/** As long after a comment it may be answered privately, and as long after what opened a window a human agent may answer (`domain/messaging-policy`). */
const SEVEN_DAYS = sql`interval '7 days'`

/** Of the comments of a ticket `touched` in a conversation `co`: from when on those can be answered privately that await an answer, and whether one was. Our last answer is `here`. */
export function privateRepliesOf(now: Date): RawBuilder<unknown> {
  return sql`
    select min(asked.at) filter (where asked.is_waiting and asked.is_open) as open_from, coalesce(bool_or(asked.is_used), false) as is_used,
           coalesce(bool_or(asked.is_waiting), false) as is_waiting
      from (
        select e.occurred_at as at, e.arrival > greatest(touched.settled_arrival, here.arrival) and e.occurred_at >= coalesce(co.answered_until, '-infinity') as is_waiting,
               ${isUsed('e')} as is_used, ${isAnswerable('e', now)} as is_open
          from entries e
         where co.subject_kind = any(${WITH_PRIVATE_REPLIES}::text[]) and co.subject_kind <> 'whole-post'
           and e.workspace_id = touched.workspace_id and e.ticket_id = touched.id and e.author_kind = 'client' and e.removed_at is null
           and e.thing in ('comment', 'post')) asked`
}

/** Somebody answered it privately, is about to, or may have. Looked up for each alone: no number of acts and answers is ever read for a few comments. */
function isUsed(e: string): RawBuilder<boolean> {
  return sql`(${answerFor(e)} = 'answered' or ${actOn(e, sql`a.state <> 'failed' or a.failure ->> 'reason' = 'answered-privately'`)} is not null)`
}

/** A comment or a visitor's post that may be answered privately yet, as far as is known. */
export function isAnswerable(e: string, now: Date): RawBuilder<boolean> {
  const entry = sql.ref(e)
  return sql`(${entry}.occurred_at > ${now}::timestamptz - ${SEVEN_DAYS} and coalesce(${answerFor(e)} = 'can', true)
    and ${actOn(e, sql`a.state <> 'failed' or a.failure ->> 'reason' in ('answered-privately', 'not-answerable')`)} is null)`
}

/** What Facebook said when it was asked whether it can be. */
function answerFor(e: string): RawBuilder<string | null> {
  const entry = sql.ref(e)
  return sql`(select p.answer from private_reply_answers p where p.workspace_id = ${entry}.workspace_id and p.entry_id = ${entry}.id)`
}

function actOn(e: string, which: RawBuilder<unknown>): RawBuilder<string | null> {
  const entry = sql.ref(e)
  return sql`(
    select a.id from acts a
     where a.workspace_id = ${entry}.workspace_id and a.entry_id = ${entry}.id and a.kind = 'say-privately' and (${which}) limit 1)`
}

/**
 * What ends next in a ticket `touched` in a conversation `co`, of which `open_from` is `openFrom`: the same that `deadlineOf` of the domain says, which a test
 * compares. For a lateral join.
 */
export function nextDeadline(openFrom: RawBuilder<unknown>, now: Date): RawBuilder<unknown> {
  return sql`
    select ends.at, ends.kind from (
      select co.window_closes_at as at, 'reply-window' as kind where co.subject_kind = any(${WITH_WINDOW}::text[])
       union all
      select co.window_opens_at + ${SEVEN_DAYS}, 'human-agent'
       where co.subject_kind = any(${WITH_WINDOW}::text[]) and co.window_closes_at <= ${now} and exists (
         select from page_allowances a
          where a.workspace_id = touched.workspace_id and a.channel_id = touched.channel_id and a.allowance = 'human-agent' and a.allowed_since is not null)
       union all
      select ${openFrom} + ${SEVEN_DAYS}, 'private-reply') ends
     where ends.at > ${now} and touched.status <> all(${[...FINAL_STATUSES]}::text[])
     order by ends.at limit 1`
}

export type PassedDeadline = { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId; readonly subjectKind: SubjectKind }

/** Tickets that hold a deadline that has passed, at most so many. */
export async function passedDeadlines(db: Db, { now, limit }: { readonly now: Date; readonly limit: number }): Promise<PassedDeadline[]> {
  const { rows } = await sql<PassedDeadline>`${prepared}
    select w.id as "workspaceId", passed.id as "ticketId", co.subject_kind as "subjectKind"
      from workspaces w cross join unnest(${LIVING_STATUSES}::text[]) as s(status)
     cross join lateral (
       select t.id, t.conversation_id from tickets t
        where t.workspace_id = w.id and t.status = s.status and t.deadline_at <= ${now}
        order by t.deadline_at, t.id limit ${limit}) passed
      join conversations co on co.workspace_id = w.id and co.id = passed.conversation_id
     limit ${limit}`.execute(db)
  return rows
}

/** What ends next is to be looked at again in the ticket of this entry: somebody learned whether it can be answered privately. */
export async function doubtDeadlineOf(tx: Tx, { workspaceId, entryId }: EntryKey, now: Date): Promise<void> {
  await sql`
    update tickets t set deadline_at = ${now}, deadline_kind = 'private-reply'
      from entries e
     where e.workspace_id = ${workspaceId} and e.id = ${entryId} and t.workspace_id = e.workspace_id and t.id = e.ticket_id
       and t.status = any(${LIVING_STATUSES}::text[])`.execute(tx)
}

/** Whatever can have a deadline is looked at again: the sandbox's clock was turned back, so that what had passed is to come. */
export async function doubtDeadlines(db: Db, now: Date): Promise<void> {
  await sql`
    update tickets t set deadline_at = ${now}, deadline_kind = coalesce(t.deadline_kind, 'reply-window')
     where t.status = any(${LIVING_STATUSES}::text[])`.execute(db)
}

/**
 * What ends next is to be looked at again in the living tickets of a channel whose reply window is over, and the seven days of a human agent are not. Their
 * conversations are locked first, as everywhere.
 */
export async function doubtHumanAgents(tx: Tx, { workspaceId, channelId }: ChannelScope, now: Date): Promise<void> {
  await sql`
    select from conversations co
     where co.workspace_id = ${workspaceId} and co.channel_id = ${channelId}
       and co.window_closes_at <= ${now} and co.window_opens_at > ${now}::timestamptz - ${SEVEN_DAYS}
     order by co.subject_key
       for no key update`.execute(tx)
  await sql`
    update tickets t set deadline_at = ${now}, deadline_kind = 'human-agent'
      from conversations co
     where co.workspace_id = t.workspace_id and co.id = t.conversation_id
       and t.workspace_id = ${workspaceId} and t.channel_id = ${channelId} and t.status = any(${LIVING_STATUSES}::text[])
       and co.window_closes_at <= ${now} and co.window_opens_at > ${now}::timestamptz - ${SEVEN_DAYS}`.execute(tx)
}

/** The tickets of these conversations hold when their windows close since; answers those that moved. A window that is over by now is looked at again. */
export async function followWindows(
  tx: Tx,
  {
    workspaceId,
    conversations,
    now,
  }: { readonly workspaceId: WorkspaceId; readonly conversations: readonly ConversationId[]; readonly now: Date },
): Promise<TicketId[]> {
  const { rows } = await sql<{ id: TicketId }>`
    update tickets t set deadline_at = greatest(co.window_closes_at, ${now}), deadline_kind = 'reply-window'
      from conversations co
     where co.workspace_id = ${workspaceId} and co.id = any(${[...conversations]}::uuid[]) and t.workspace_id = co.workspace_id and t.conversation_id = co.id
       and t.status = any(${LIVING_STATUSES}::text[]) and t.deadline_at is distinct from co.window_closes_at
    returning t.id`.execute(tx)
  return rows.map(({ id }) => id)
}
