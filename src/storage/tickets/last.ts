import { sql, type RawBuilder } from 'kysely'
import type { ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { FINAL_STATUSES, type TicketStatus } from '#domain/tickets/status.ts'
import type { LockedConversation } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'

/** Where what is said next may go. */
export type LastTicket = {
  readonly id: TicketId
  readonly conversationId: ConversationId
  readonly status: TicketStatus
  readonly decidedAt: Date | undefined
}

/** Conversations, and those of them that are whole posts: a ticket of these may hold threads among the others. */
type Asked = { readonly conversations: readonly ConversationId[]; readonly wholePosts: readonly ConversationId[] }

export function standingOf(locked: readonly LockedConversation[]): Asked {
  const wholePosts = locked.flatMap(({ id, subject }) => (subject.kind === 'whole-post' ? [id] : []))
  return { conversations: locked.map(({ id }) => id), wholePosts }
}

/** The living ticket of each conversation, or else the one that ended last. The conversations are locked, so these stay the last. */
export async function lastTickets(tx: Tx, workspaceId: WorkspaceId, { conversations, wholePosts }: Asked): Promise<LastTicket[]> {
  if (conversations.length === 0) {
    return []
  }
  const held = wholePosts.length === 0 ? sql`` : sql` union all ${heldByWholePosts(workspaceId, { conversations, wholePosts })}`
  const { rows } = await sql<Omit<LastTicket, 'decidedAt'> & { decidedAt: Date | null }>`${prepared}
    select distinct on (conversation_id) id, conversation_id as "conversationId", status, decided_at as "decidedAt"
      from (select conversation_id, id, status, decided_at, closed_at, number from tickets
             where workspace_id = ${workspaceId} and conversation_id = any(${[...conversations]}::uuid[])${held}) t
     order by conversation_id, status = any(${[...FINAL_STATUSES]}::text[]), closed_at desc nulls last, number desc`.execute(tx)
  return rows.map((row) => ({ ...row, decidedAt: row.decidedAt ?? undefined }))
}

/** A thread stands in a ticket of its whole post that holds something of it. */
function heldByWholePosts(workspaceId: WorkspaceId, { conversations, wholePosts }: Asked): RawBuilder<unknown> {
  return sql`
    select said.conversation_id, t.id, t.status, t.decided_at, t.closed_at, t.number
      from unnest(${[...conversations]}::uuid[]) as asked(id)
     cross join lateral (
       select distinct e.conversation_id, e.ticket_id from entries e
        where e.workspace_id = ${workspaceId} and e.conversation_id = asked.id and e.thing <> 'message' and e.ticket_id is not null) said
      join tickets t on t.workspace_id = ${workspaceId} and t.id = said.ticket_id and t.conversation_id = any(${[...wholePosts]}::uuid[])`
}
