import { sql } from 'kysely'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'

export type RemovedEntry = { readonly id: MessageId; readonly conversationId: ConversationId; readonly ticketId: TicketId | null }

/**
 * With the comment at the head of a thread Facebook takes away all that was answered below it, and does not always tell of each. What was taken away
 * before for itself keeps that moment, in whatever order it was told. The conversations are locked.
 */
export async function removeBelow(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  conversationIds: readonly ConversationId[],
): Promise<RemovedEntry[]> {
  if (conversationIds.length === 0) {
    return []
  }
  const { rows } = await sql<RemovedEntry>`
    update entries e set removed_at = least(e.removed_itself_at, head.removed_itself_at)
      from conversations co join entries head
        on head.workspace_id = co.workspace_id and head.channel_id = ${channelId} and head.thing = 'comment' and head.external_id = co.subject ->> 'rootId'
       and head.removed_itself_at is not null
     where co.workspace_id = ${workspaceId} and co.id = any(${[...conversationIds]}::uuid[]) and co.subject_kind = 'comments'
       and e.workspace_id = co.workspace_id and e.conversation_id = co.id and e.thing = 'comment' and e.external_id is not null and e.id <> head.id
       and (e.removed_at is null or e.removed_at > head.removed_itself_at)
    returning e.id, e.conversation_id as "conversationId", e.ticket_id as "ticketId"`.execute(tx)
  return rows
}
