import { sql, type RawBuilder } from 'kysely'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { STATUSES_IN_WORK } from '#domain/tickets/status.ts'
import { authorNameOf } from '../authors.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import { isAnswerable } from './deadline.ts'

/**
 * What awaits an answer in the ticket of a whole post that a query calls `t`, thread by thread: an answer answers what was said in its own thread, and
 * nobody else. Counted as in all tickets, by what had arrived before our last answer there and what was written after the last one elsewhere.
 */
export function waitingInThreads(t: string, now: Date): RawBuilder<unknown> {
  const ticket = sql.ref(t)
  return sql`
    select said.conversation_id, count(*) filter (where said.is_waiting)::int as unanswered, max(said.arrival) filter (where said.is_waiting) as asked_arrival,
           case when max(said.elsewhere_at) > coalesce(min(said.client_at), '-infinity') then max(said.elsewhere_at) end as answered_elsewhere_at,
           min(said.client_at) filter (where said.is_waiting and ${isAnswerable('said', now)}) as open_from
      from (select e.workspace_id, e.id, e.occurred_at, e.conversation_id, e.arrival, case e.author_kind when 'client' then e.occurred_at end as client_at,
                   case e.author_kind when 'elsewhere' then e.occurred_at end as elsewhere_at,
                   e.author_kind = 'client' and e.removed_at is null and e.occurred_at >= coalesce(stood.answered_until, '-infinity')
                     and e.arrival > greatest(${ticket}.settled_arrival, max(e.arrival) filter (where ${isSent('e')}) over (partition by e.conversation_id)) as is_waiting
              from entries e join conversations stood on stood.workspace_id = e.workspace_id and stood.id = e.conversation_id
             where e.workspace_id = ${ticket}.workspace_id and e.ticket_id = ${ticket}.id) said
     group by said.conversation_id`
}

/**
 * Whether it is an answer of ours that the channel has. Asked of each by itself: joined to all that was sent, of which a planner that has seen none yet
 * expects none, it reads all that waits.
 */
export function isSent(e: string): RawBuilder<unknown> {
  const entry = sql.ref(e)
  return sql`${entry}.author_kind = 'member'
    and (select a.state from acts a where a.workspace_id = ${entry}.workspace_id and a.entry_id = ${entry}.id and a.kind = 'say') = 'sent'`
}

/**
 * How much of the thread that a query calls `co` awaits an answer in the ticket of its whole post that it calls `t`, as `waitingInThreads` counts it.
 * Found by the thread: the ticket may hold thousands, and is compared so that no index leads through them.
 */
export function waitingInThread(t: string, co: string): RawBuilder<unknown> {
  const [ticket, thread] = [sql.ref(t), sql.ref(co)]
  const isHere = (
    e: string,
  ): RawBuilder<unknown> => sql`${sql.ref(`${e}.workspace_id`)} = ${thread}.workspace_id and ${sql.ref(`${e}.conversation_id`)} = ${thread}.id
    and ${sql.ref(`${e}.thing`)} <> 'message' and ${sql.ref(`${e}.ticket_id`)} is not distinct from ${ticket}.id`
  return sql`
    select count(*)::int as unanswered from entries e
     where ${isHere('e')} and e.author_kind = 'client' and e.removed_at is null and e.occurred_at >= coalesce(${thread}.answered_until, '-infinity')
       and e.arrival > greatest(${ticket}.settled_arrival, (
         select max(m.arrival) from entries m where ${isHere('m')} and ${isSent('m')}))`
}

/** Threads of these tickets of whole posts of which the Posts section tells another number than awaits an answer. */
export async function threadsOutOfStep(
  tx: Tx,
  { workspaceId, ticketIds, now }: { readonly workspaceId: WorkspaceId; readonly ticketIds: readonly TicketId[]; readonly now: Date },
): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select h.conversation_id as id
      from tickets t
      join conversations p on p.workspace_id = t.workspace_id and p.id = t.conversation_id and p.subject_kind = 'whole-post'
     cross join lateral (${waitingInThreads('t', now)}) said
      join threads h on h.workspace_id = t.workspace_id and h.conversation_id = said.conversation_id
     where t.workspace_id = ${workspaceId} and t.id = any(${[...ticketIds]}::uuid[])
       and h.unanswered <> case when ${isInWork('t')} then said.unanswered else 0 end + coalesce((
         select sum(own.unanswered_count) from tickets own
          where own.workspace_id = h.workspace_id and own.conversation_id = h.conversation_id and ${isInWork('own')}), 0)`.execute(tx)
  return rows.map(({ id }) => id)
}

function isInWork(ticket: string): RawBuilder<unknown> {
  return sql`${sql.ref(`${ticket}.status`)} = any(${[...STATUSES_IN_WORK]}::text[])`
}

/** The conversations in which something of a ticket was said: its own one, or the threads that a ticket of a whole post holds. */
export async function conversationsIn(
  tx: Tx,
  workspaceId: WorkspaceId,
  ticket: { readonly id: TicketId; readonly conversationId: ConversationId },
): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select ${ticket.conversationId}::uuid as id
     union
    select e.conversation_id from entries e where e.workspace_id = ${workspaceId} and e.ticket_id = ${ticket.id}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The client of a ticket of a whole post is whoever wrote first in it, also when that arrives late. Answers those of these that have another client now. */
export async function followFirstInWholePosts(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  ticketIds: readonly TicketId[],
): Promise<TicketId[]> {
  const { rows } = await sql<{ id: TicketId }>`${prepared}
    with first as materialized (
      select t.id, said.name
        from unnest(${[...ticketIds]}::uuid[]) as asked(id)
        join tickets t on t.workspace_id = ${workspaceId} and t.id = asked.id
        join conversations p on p.workspace_id = t.workspace_id and p.id = t.conversation_id and p.subject_kind = 'whole-post'
       cross join lateral (
         select ${authorNameOf('e')} as name from entries e
          where e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.author_kind = 'client'
          order by e.occurred_at, e.external_id collate "C" limit 1) said
    )
    update tickets t set client_id = i.client_id
      from first join identities i on i.workspace_id = ${workspaceId} and i.channel_id = ${channelId} and i.kind = 'author' and i.external_id = first.name
     where t.workspace_id = ${workspaceId} and t.id = first.id and t.client_id <> i.client_id
    returning t.id`.execute(tx)
  return rows.map(({ id }) => id)
}
