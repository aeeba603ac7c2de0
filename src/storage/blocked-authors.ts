import { sql } from 'kysely'
import type { MessageId, TicketId } from '#domain/ids.ts'
import type { ChannelScope } from './conversations/lock.ts'
import type { Tx } from './database.ts'

export type AuthoredLine = { readonly id: MessageId; readonly ticketId: TicketId | null }

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
    with places as (
      select conversation_id from entries where workspace_id = ${workspaceId} and id = ${entryId}
      union
      (select t.conversation_id from identities i
         join tickets t on t.workspace_id = i.workspace_id and t.channel_id = i.channel_id and t.client_id = i.client_id
        where i.workspace_id = ${workspaceId} and i.channel_id = ${channelId} and i.kind = 'author' and i.external_id = ${externalId}
        order by t.created_at desc limit ${MOST_TOLD})
    )
    select e.id, e.ticket_id as "ticketId" from places p
      join entries e on e.workspace_id = ${workspaceId} and e.conversation_id = p.conversation_id and e.thing <> 'message'
     where e.author_external_id = ${externalId} and e.id <> ${entryId}
     order by e.occurred_at desc, e.id desc limit ${MOST_TOLD}`.execute(tx)
  return rows
}
