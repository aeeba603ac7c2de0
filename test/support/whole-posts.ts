import { sql } from 'kysely'
import { STATUSES_IN_WORK } from '#domain/tickets/status.ts'
import type { Db } from '#storage/database.ts'
import { waitingInThread, waitingInThreads } from '#storage/tickets/whole-post.ts'

const IN_WORK = sql`any(${[...STATUSES_IN_WORK]}::text[])`

/**
 * Threads of which two ways to count what awaits an answer in the ticket of their whole post tell two numbers, and those of which the Posts section
 * tells another one than awaits an answer in tickets in work.
 */
export async function countedOtherwise(db: Db): Promise<readonly object[]> {
  const { rows: counted } = await sql<object>`
    select t.number, co.subject_key as thread, alone.unanswered as alone, coalesce(said.unanswered, 0) as among
      from tickets t
      join conversations p on p.workspace_id = t.workspace_id and p.id = t.conversation_id and p.subject_kind = 'whole-post'
      join conversations co on co.workspace_id = p.workspace_id and co.channel_id = p.channel_id and co.subject_kind = 'comments'
       and co.subject ->> 'postId' = p.subject ->> 'postId'
     cross join lateral (${waitingInThread('t', 'co')}) alone
      left join lateral (${waitingInThreads('t', new Date())}) said on said.conversation_id = co.id
     where alone.unanswered <> coalesce(said.unanswered, 0)`.execute(db)
  const { rows: told } = await sql<object>`
    with among as materialized (
      select t.workspace_id, said.conversation_id, sum(said.unanswered) as unanswered
        from tickets t
        join conversations p on p.workspace_id = t.workspace_id and p.id = t.conversation_id and p.subject_kind = 'whole-post'
       cross join lateral (${waitingInThreads('t', new Date())}) said
       where t.status = ${IN_WORK}
       group by t.workspace_id, said.conversation_id
    ), own as materialized (
      select workspace_id, conversation_id, sum(unanswered_count) as unanswered from tickets where status = ${IN_WORK} group by workspace_id, conversation_id
    )
    select h.conversation_id, h.unanswered as told, coalesce(among.unanswered, 0) + coalesce(own.unanswered, 0) as waiting
      from threads h
      left join among on among.workspace_id = h.workspace_id and among.conversation_id = h.conversation_id
      left join own on own.workspace_id = h.workspace_id and own.conversation_id = h.conversation_id
     where h.kind = 'comments' and h.unanswered <> coalesce(among.unanswered, 0) + coalesce(own.unanswered, 0)`.execute(db)
  return [...counted, ...told]
}
