import { sql } from 'kysely'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Decision, Tally } from '#domain/tickets/effect.ts'
import { FINAL_STATUSES, type TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import { nextDeadline, privateRepliesOf } from './deadline.ts'
import { isSent, waitingInThreads } from './whole-post.ts'

/** Tickets in which something was said or decided, and when that is. */
type Touched = { readonly workspaceId: WorkspaceId; readonly ticketIds: readonly TicketId[]; readonly now: Date }

/** A ticket with what its status follows from. */
export type Recounted = {
  readonly id: TicketId
  readonly conversationId: ConversationId
  readonly subjectKind: SubjectKind
  /** As it stands, which may be behind. */
  readonly status: TicketStatus
  readonly decision: Decision
  readonly tally: Tally
}

/**
 * Counts again what awaits an answer in these tickets, in one statement, and moves them to what was said last in them: told twice of two moments, a
 * message counts as said in the earlier. They begin with the customer's first message, though that may have come late, and hold
 * what ends next in them.
 *
 * A customer's message is answered by what we wrote here after it had arrived, once the channel has it, and by what somebody wrote elsewhere after it
 * was written (conversations.answered_until), which answers nothing where the customer had not written yet; in a ticket that is over nothing awaits
 * one. In a ticket of a whole post each thread is counted by itself. It is counted apart from being written, so that it is counted once, also in the first batch of a new desk, of which the planner knows nothing.
 */
export async function recountTickets(tx: Tx, { workspaceId, ticketIds, now }: Touched): Promise<Recounted[]> {
  if (ticketIds.length === 0) {
    return []
  }
  const { rows } = await sql<Row>`${prepared}
    with n as materialized (
      select touched.id, co.id as conversation_id, co.subject_kind, here.arrival as answered_arrival, greatest(last.at, commented.at) as last_at,
             case when is_whole then among.answered_elsewhere_at else elsewhere.at end as answered_elsewhere_at,
             case when is_whole then among.asked_arrival else waiting.asked_arrival end as asked_arrival,
             case when touched.status = any(${[...FINAL_STATUSES]}::text[]) then 0 when is_whole then coalesce(among.unanswered, 0) else waiting.unanswered end as unanswered,
             case when first.at is null then touched.created_at else least(touched.created_at, greatest(first.at, before.closed_at)) end as created_at,
             ending.at as deadline_at, ending.kind as deadline_kind,
             case when touched.status = any(${[...FINAL_STATUSES]}::text[]) then null when ending.kind = 'private-reply' then 'open'
                  when privately.is_used then 'used' when privately.is_waiting then 'none' end as private_reply
        from unnest(${[...ticketIds]}::uuid[]) as asked(id)
        join tickets touched on touched.workspace_id = ${workspaceId} and touched.id = asked.id
        join conversations co on co.workspace_id = touched.workspace_id and co.id = touched.conversation_id
       cross join lateral (select co.subject_kind = 'whole-post' as is_whole) place
       cross join lateral (
         select sum(said.unanswered)::int as unanswered, max(said.asked_arrival) as asked_arrival, max(said.answered_elsewhere_at) as answered_elsewhere_at,
                min(said.open_from) as open_from
           from (select touched.* where is_whole) post cross join lateral (${waitingInThreads('post', now)}) said) among
        left join lateral (
         select e.arrival from entries e
          where e.workspace_id = touched.workspace_id and e.ticket_id = touched.id and ${isSent('e')}
          order by e.arrival desc limit 1) here on true
       left join lateral (
         select e.occurred_at as at from entries e
          where e.workspace_id = touched.workspace_id and e.ticket_id = touched.id and e.author_kind = 'client'
          order by e.occurred_at limit 1) first on true
       left join lateral (
         select e.closed_at from tickets e
          where e.workspace_id = touched.workspace_id and e.conversation_id = touched.conversation_id and e.number < touched.number
          order by e.number desc limit 1) before on true
       cross join lateral (
         select max(e.occurred_at) as at from entries e
          where e.workspace_id = touched.workspace_id and e.ticket_id = touched.id and e.author_kind = 'elsewhere' and e.occurred_at > coalesce(first.at, '-infinity')) elsewhere
       cross join lateral (
         select count(*)::int as unanswered, max(e.arrival) as asked_arrival from entries e
          where not is_whole and e.workspace_id = touched.workspace_id and e.ticket_id = touched.id and e.author_kind = 'client' and e.removed_at is null
            and e.arrival > greatest(touched.settled_arrival, here.arrival) and e.occurred_at >= coalesce(co.answered_until, '-infinity')) waiting
       cross join lateral (
         select max(e.occurred_at) as at from entries e where e.workspace_id = touched.workspace_id and e.ticket_id = touched.id) last
       cross join lateral (
         select max(c.written_at) as at from internal_comments c where c.workspace_id = touched.workspace_id and c.ticket_id = touched.id) commented
       cross join lateral (${privateRepliesOf(now)}) privately
        left join lateral (${nextDeadline(sql`case when is_whole then among.open_from else privately.open_from end`, now)}) ending on true
    )
    update tickets t
       set unanswered_count = n.unanswered, created_at = n.created_at, last_activity_at = coalesce(n.last_at, t.last_activity_at), deadline_at = n.deadline_at,
           deadline_kind = n.deadline_kind, private_reply = n.private_reply
      from n
     where t.workspace_id = ${workspaceId} and t.id = n.id
    returning t.id, t.status, t.decided_status, t.decided_at, t.decided_arrival, n.*`.execute(tx)
  return rows.map(recountedOf)
}

type Row = {
  id: TicketId
  conversation_id: ConversationId
  subject_kind: SubjectKind
  status: TicketStatus
  decided_status: TicketStatus
  decided_at: Date | null
  decided_arrival: number
  unanswered: number
  asked_arrival: number | null
  answered_arrival: number | null
  answered_elsewhere_at: Date | null
}

function recountedOf(row: Row): Recounted {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    subjectKind: row.subject_kind,
    status: row.status,
    decision: { status: row.decided_status, at: row.decided_at ?? undefined, arrival: row.decided_arrival },
    tally: {
      unanswered: row.unanswered,
      askedArrival: row.asked_arrival ?? undefined,
      answeredArrival: row.answered_arrival ?? undefined,
      answeredElsewhereAt: row.answered_elsewhere_at ?? undefined,
    },
  }
}

/** The statuses that follow from what was said. Who reopens a ticket takes back that it was solved. */
export async function saveStatuses(
  tx: Tx,
  workspaceId: WorkspaceId,
  tickets: readonly { readonly id: TicketId; readonly status: TicketStatus }[],
): Promise<void> {
  if (tickets.length === 0) {
    return
  }
  await sql`${prepared}
    update tickets t set status = n.status, solved_at = case when n.status = 'solved' then t.solved_at end
      from json_to_recordset(${JSON.stringify(tickets)}) as n(id uuid, status text)
     where t.workspace_id = ${workspaceId} and t.id = n.id`.execute(tx)
}
