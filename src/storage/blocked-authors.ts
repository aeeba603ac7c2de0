import { sql } from 'kysely'
import type { ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { KeptAct } from './acts.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Tx } from './database.ts'

export type AuthoredLine = { readonly id: MessageId; readonly conversationId: ConversationId; readonly ticketId: TicketId | null }

/** As many of somebody's lines as are told to screens at once; a screen that holds more finds out when it looks again. */
const MOST_TOLD = 100

type Blocking = { readonly entryId: MessageId; readonly isBlocked: boolean; readonly at: Date }

/** Whoever wrote this entry is blocked on its channel, or is so no more. Answers the newest of what they wrote there: all of it shows that. */
export async function saveBlocked(
  tx: Tx,
  { workspaceId, channelId }: ChannelScope,
  { entryId, isBlocked, at }: Blocking,
): Promise<AuthoredLine[]> {
  const author = await tx
    .selectFrom('entries')
    .select('author_external_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', entryId)
    .executeTakeFirst()
  const externalId = author?.author_external_id ?? undefined
  if (externalId === undefined) {
    return []
  }
  const key = { workspace_id: workspaceId, channel_id: channelId, external_id: externalId }
  await (isBlocked
    ? tx
        .insertInto('blocked_authors')
        .values({ ...key, blocked_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    : tx
        .deleteFrom('blocked_authors')
        .where('workspace_id', '=', workspaceId)
        .where('channel_id', '=', channelId)
        .where('external_id', '=', externalId)
        .execute())
  const { rows } = await sql<AuthoredLine>`
    select id, conversation_id as "conversationId", ticket_id as "ticketId" from entries
     where workspace_id = ${workspaceId} and channel_id = ${channelId} and author_external_id = ${externalId} and thing <> 'message' and id <> ${entryId}
     order by occurred_at desc, id desc limit ${MOST_TOLD}`.execute(tx)
  return rows
}

type Asked = Pick<KeptAct, 'id' | 'channelId' | 'entryId' | 'createdAt'>

/**
 * Whether it was asked for earlier to block the same person or to let them in, in another conversation, and that is not over. What holds for a whole
 * channel is done in the order in which it was asked for, wherever that was.
 */
export async function isBlockingUnderWay(tx: Tx, workspaceId: WorkspaceId, { id, channelId, entryId, createdAt }: Asked): Promise<boolean> {
  const { rows } = await sql`
    select 1 from acts a
      join entries theirs on theirs.workspace_id = a.workspace_id and theirs.id = a.entry_id
      join entries own on own.workspace_id = a.workspace_id and own.id = ${entryId} and own.author_external_id = theirs.author_external_id
     where a.workspace_id = ${workspaceId} and a.channel_id = ${channelId} and a.kind = 'block' and a.state in ('queued', 'sending')
       and (a.created_at, a.id) < (${createdAt}, ${id}::uuid)
     limit 1`.execute(tx)
  return rows.length > 0
}
