import { sql } from 'kysely'
import type { ClientId, ConversationId, TicketId } from '#domain/ids.ts'
import type { Beginning } from '#domain/tickets/routing.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { ChannelScope } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'
import { prepared } from '../prepared.ts'

export type NewTicket = Beginning & {
  readonly id: TicketId
  readonly conversationId: ConversationId
  readonly clientId: ClientId
  readonly status: TicketStatus
  /** When a person decided to open it; undefined where something that was said did. */
  readonly decidedAt: Date | undefined
  readonly createdAt: Date
  /** What it began with was over before the desk heard of it: nobody is told of it. */
  readonly isHistory?: boolean
}

/** Numbers are taken late in the transaction: the workspace's counter is the one row that all its intake shares. */
export async function insertTickets(tx: Tx, { workspaceId, channelId }: ChannelScope, tickets: readonly NewTicket[]): Promise<void> {
  if (tickets.length === 0) {
    return
  }
  await sql`${prepared}
    with counter as (
      update workspaces set last_ticket_number = last_ticket_number + ${tickets.length} where id = ${workspaceId}
      returning last_ticket_number - ${tickets.length} as before
    )
    insert into tickets (workspace_id, id, number, channel_id, conversation_id, client_id, status, decided_status, decided_at, group_id, tags,
                         last_activity_at, created_at, solved_at)
    select ${workspaceId}::uuid, n.id, counter.before + row_number() over (order by n."createdAt", n.id), ${channelId}::uuid, n."conversationId",
           n."clientId", n.status, n.status, n."decidedAt", g.id, n.tags, n."createdAt", n."createdAt",
           case when n.status = 'solved' then n."decidedAt" end
      from counter cross join json_to_recordset(${JSON.stringify(tickets)})
        as n(id uuid, "conversationId" uuid, "clientId" uuid, status text, "decidedAt" timestamptz, "groupName" text, tags text[], "createdAt" timestamptz)
      left join groups g on g.workspace_id = ${workspaceId} and g.name = n."groupName"`.execute(tx)
}
