import { sql } from 'kysely'
import type { ConversationId, InternalCommentId, MessageId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '../database.ts'

/** What somebody else said, and whom we know of them. */
export type SaidSince = {
  readonly lineId: string
  readonly by: 'client' | 'member' | 'elsewhere' | 'internally'
  readonly name: string | undefined
}

type Asked = {
  readonly workspaceId: WorkspaceId
  readonly ticketId: TicketId
  /** Where is to be answered: of a whole post its threads are no news to each other. */
  readonly conversationId: ConversationId
  readonly userId: UserId
  /** The newest lines that whoever asks has seen. None of them being there any more is having seen nothing. */
  readonly seen: readonly (MessageId | InternalCommentId)[]
}

/** More is not shown of what is new. */
const AT_MOST = 20

/**
 * What others said there after the newest of these lines had arrived, the oldest first: by the order in which it arrived here, because what is told late
 * stands further up, and was not there to be seen.
 */
export async function saidSince(tx: Tx, { workspaceId, ticketId, conversationId, userId, seen }: Asked): Promise<SaidSince[]> {
  const { rows } = await sql<{ id: string; by: SaidSince['by']; name: string | null }>`
    with seen as (
      select coalesce(max(arrival), -1) as arrival, coalesce(max(at), '-infinity') as at from (
        select e.arrival, e.created_at as at from entries e where e.workspace_id = ${workspaceId} and e.id = any(${[...seen]}::uuid[])
        union all
        select null, c.written_at from internal_comments c where c.workspace_id = ${workspaceId} and c.id = any(${[...seen]}::uuid[])) lines
    )
    select news.id, news.by, u.name from (
      (select e.id, e.author_kind as by, e.author_id, e.created_at as at
         from entries e cross join seen
        where e.workspace_id = ${workspaceId} and e.ticket_id = ${ticketId} and e.conversation_id = ${conversationId} and e.arrival > seen.arrival
          and e.author_kind is not null and e.removed_at is null and e.author_id is distinct from ${userId}
        order by e.arrival limit ${AT_MOST})
      union all
      (select c.id, 'internally', c.author_id, c.written_at
         from internal_comments c cross join seen
        where c.workspace_id = ${workspaceId} and c.ticket_id = ${ticketId} and c.written_at > seen.at and c.author_id is distinct from ${userId}
        order by c.written_at limit ${AT_MOST})) news
      left join users u on u.id = news.author_id
     order by news.at, news.id`.execute(tx)
  return rows.map(({ id, by, name }) => ({ lineId: id, by, name: name ?? undefined }))
}
