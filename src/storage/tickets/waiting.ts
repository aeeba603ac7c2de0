import { sql, type RawBuilder } from 'kysely'
import type { ConversationId } from '#domain/ids.ts'
import { COUNT_UP_TO } from '#domain/tickets/folder.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import type { SwitchedKind } from '#domain/tickets/routing.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'

/**
 * Something that a customer said, which stands in no ticket. What was deleted since is part of it: a desk that was on has a ticket that tells so. What was over before the
 * desk heard of it waits for nothing.
 */
const HAS_NO_TICKET = sql<boolean>`(e.ticket_id is null and e.author_kind = 'client' and e.arrival > 0)`
/** Nobody answered it elsewhere since. */
const IS_UNANSWERED = sql<boolean>`(e.occurred_at >= coalesce(co.answered_until, '-infinity'))`

/**
 * How many conversations about `kind` of the channel `ch` wait, counted up to a thousand. Looked up one by one along the index of what stands in no
 * ticket: all conversations of the channel may be many more.
 */
export function countWaiting(kind: string): RawBuilder<number> {
  return sql`(select count(*)::int from (
    select from entries e
     cross join lateral (
       select from conversations co
        where co.workspace_id = e.workspace_id and co.id = e.conversation_id and co.subject_kind = ${sql.ref(kind)} and ${IS_UNANSWERED} offset 0) co
     where e.workspace_id = ch.workspace_id and e.channel_id = ch.id and ${HAS_NO_TICKET}
     group by e.conversation_id limit ${COUNT_UP_TO}) first_ones)`
}

export type WaitingConversation = {
  readonly id: ConversationId
  readonly key: string
  /** When the first and the last of what waits there was said. */
  readonly firstAt: Date
  readonly lastAt: Date
}

type Asked = {
  readonly kinds: readonly SwitchedKind[]
  /** The last one that was looked at. */
  readonly after: ConversationId | undefined
  readonly limit: number
}

/** Conversations of these kinds in which customers wrote without a ticket and were not answered, in the order in which they began. */
export async function waitingConversations(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { kinds, after, limit }: Asked,
): Promise<WaitingConversation[]> {
  const { rows } = await sql<WaitingConversation>`
    select co.id, co.subject_key as key, min(e.occurred_at) as "firstAt", max(e.occurred_at) as "lastAt"
      from entries e join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id
     where e.workspace_id = ${workspaceId} and e.channel_id = ${channelId} and ${HAS_NO_TICKET} and ${IS_UNANSWERED}
       and co.subject_kind = any(${kinds.map(subjectKindOf)}::text[])
       and (${after ?? null}::uuid is null or e.conversation_id > ${after ?? null}::uuid)
     group by co.workspace_id, co.id order by co.id limit ${limit}`.execute(tx)
  return rows
}
