import { sql } from 'kysely'
import type { ClientId, MessageId, ConversationId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { MessageState } from '#domain/messages/state.ts'
import { beginningOf } from '#domain/tickets/routing.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { Tx } from './database.ts'
import { storableJson, storableText } from './storable.ts'
import type { ChannelScope } from './conversations.ts'

export type ArrivalTicket = {
  readonly id: TicketId
  readonly conversationId: ConversationId
  readonly status: TicketStatus
  readonly unansweredCount: number
  readonly lastActivityAt: Date
  readonly solvedAt: Date | undefined
}

const TICKET = sql`id, conversation_id as "conversationId", status, unanswered_count as "unansweredCount", last_activity_at as "lastActivityAt",
  solved_at as "solvedAt"`

/** The living ticket of each conversation, locked. A ticket that was closed while we waited for its lock is not living. */
export async function lockLivingTickets(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationIds: readonly ConversationId[],
): Promise<ArrivalTicket[]> {
  const { rows } = await sql<ArrivalTicket>`
    select ${TICKET} from tickets
     where workspace_id = ${workspaceId} and conversation_id = any(${[...conversationIds]}::uuid[]) and status not in ('closed', 'deleted')
     order by id for no key update`.execute(tx)
  return rows.map(withoutNulls)
}

/** The newest ticket of each conversation, living or not. */
export async function newestTickets(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversations: readonly { id: ConversationId; clientId: ClientId }[],
): Promise<ArrivalTicket[]> {
  const { rows } = await sql<ArrivalTicket>`
    select distinct on (conversation_id) ${TICKET} from tickets
     where workspace_id = ${workspaceId} and client_id = any(${conversations.map(({ clientId }) => clientId)}::uuid[])
       and conversation_id = any(${conversations.map(({ id }) => id)}::uuid[])
     order by conversation_id, number desc`.execute(tx)
  return rows.map(withoutNulls)
}

function withoutNulls(row: ArrivalTicket): ArrivalTicket {
  return { ...row, solvedAt: row.solvedAt ?? undefined }
}

export type KnownMessage = {
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly conversationId: ConversationId
  readonly externalId: string | null
  readonly authorKind: string
  readonly state: MessageState | null
  readonly stateAt: Date | null
  readonly occurredAt: Date
  /** Its time is Facebook's, told by the echo; until then it is ours. */
  readonly isConfirmed: boolean
}

const MESSAGE = sql`id, ticket_id as "ticketId", conversation_id as "conversationId", external_id as "externalId", author_kind as "authorKind", state,
  state_at as "stateAt", occurred_at as "occurredAt", (author_kind <> 'member' or coalesce(detail ? 'confirmedAt', false)) as "isConfirmed"`

export type MessageNames = { readonly externalIds: readonly string[]; readonly ids: readonly string[] }

/** Messages that are in the desk already, by Facebook's name or by ours, locked. */
export async function lockKnownMessages(tx: Tx, { workspaceId, channelId }: ChannelScope, names: MessageNames): Promise<KnownMessage[]> {
  const { rows } = await sql<KnownMessage>`
    select ${MESSAGE} from messages
     where workspace_id = ${workspaceId} and channel_id = ${channelId}
       and (external_id = any(${[...names.externalIds]}::text[]) or (id = any(${[...names.ids]}::uuid[]) and direction = 'out'))
     order by id for no key update`.execute(tx)
  return rows
}

/** Our messages that a watermark may still move, locked. */
export async function lockUnderWay(tx: Tx, workspaceId: WorkspaceId, conversationIds: readonly ConversationId[]): Promise<KnownMessage[]> {
  const { rows } = await sql<KnownMessage>`
    select ${MESSAGE} from messages
     where workspace_id = ${workspaceId} and conversation_id = any(${[...conversationIds]}::uuid[]) and direction = 'out' and state in ('sent', 'delivered')
     order by id for no key update`.execute(tx)
  return rows
}

export type Neighbour = { readonly ticketId: TicketId; readonly author: 'client' | 'elsewhere'; readonly at: Date }

/** What customers and others elsewhere wrote in these tickets at or after a moment: it judges what arrives late. */
export async function laterNeighbours(
  tx: Tx,
  workspaceId: WorkspaceId,
  tickets: readonly { id: TicketId; since: Date }[],
): Promise<Neighbour[]> {
  const { rows } = await sql<Neighbour>`
    select m.ticket_id as "ticketId", m.author_kind as author, m.occurred_at as at
      from json_to_recordset(${JSON.stringify(tickets)}) as t(id uuid, since timestamptz)
      join messages m on m.workspace_id = ${workspaceId} and m.ticket_id = t.id and m.occurred_at >= t.since
     where m.author_kind in ('client', 'elsewhere')`.execute(tx)
  return rows
}

export type NewTicket = ArrivalTicket & { readonly clientId: ClientId; readonly createdAt: Date }

/** What every ticket begins with while private messages on a Page are all that makes one. */
const { groupName, tags } = beginningOf('facebook', 'direct')

/** Numbers are taken late in the transaction: the workspace's counter is the one row that all its intake shares. */
export async function insertTickets(tx: Tx, { workspaceId, channelId }: ChannelScope, tickets: readonly NewTicket[]): Promise<void> {
  await sql`
    with counter as (
      update workspaces set last_ticket_number = last_ticket_number + ${tickets.length} where id = ${workspaceId}
      returning last_ticket_number - ${tickets.length} as before
    )
    insert into tickets (workspace_id, id, number, kind, channel_id, conversation_id, client_id, status, group_id, tags, unanswered_count,
                         last_activity_at, created_at, solved_at)
    select ${workspaceId}::uuid, n.id, counter.before + row_number() over (order by n."createdAt", n.id), 'direct', ${channelId}::uuid, n."conversationId",
           n."clientId", n.status, (select id from groups where workspace_id = ${workspaceId} and name = ${groupName}), ${[...tags]}::text[],
           n."unansweredCount", n."lastActivityAt", n."createdAt", n."solvedAt"
      from counter cross join json_to_recordset(${JSON.stringify(tickets)})
        as n(id uuid, "conversationId" uuid, "clientId" uuid, status text, "unansweredCount" int, "lastActivityAt" timestamptz,
             "createdAt" timestamptz, "solvedAt" timestamptz)`.execute(tx)
}

export async function saveArrivalTickets(tx: Tx, workspaceId: WorkspaceId, tickets: readonly ArrivalTicket[]): Promise<void> {
  await sql`
    update tickets t
       set status = n.status, unanswered_count = n."unansweredCount", last_activity_at = n."lastActivityAt",
           solved_at = n."solvedAt"
      from json_to_recordset(${JSON.stringify(tickets)})
        as n(id uuid, status text, "unansweredCount" int, "lastActivityAt" timestamptz, "solvedAt" timestamptz)
     where t.workspace_id = ${workspaceId} and t.id = n.id`.execute(tx)
}

export type ArrivedMessage = {
  readonly id: MessageId
  readonly ticketId: TicketId
  readonly conversationId: ConversationId
  readonly externalId: string
  readonly author: 'client' | 'elsewhere'
  readonly kind: 'text' | 'unknown'
  readonly text: string
  readonly at: Date
  readonly state: MessageState | undefined
  readonly stateAt: Date | undefined
  readonly detail: Readonly<Record<string, unknown>> | undefined
}

/** Answers with the ids that were written; one that is missing was there already. */
export async function insertArrivedMessages(
  tx: Tx,
  scope: ChannelScope,
  { now, messages }: { now: Date; messages: readonly ArrivedMessage[] },
): Promise<Set<string>> {
  const rows = messages.map((message) => ({
    ...message,
    text: storableText(message.text),
    externalId: storableText(message.externalId),
    detail: message.detail && storableJson(message.detail),
  }))
  const { rows: written } = await sql<{ id: string }>`
    insert into messages (workspace_id, id, ticket_id, conversation_id, channel_id, external_id, direction, kind, text, author_kind, author_id,
                          occurred_at, created_at, state, state_at, detail)
    select ${scope.workspaceId}::uuid, n.id, n."ticketId", n."conversationId", ${scope.channelId}::uuid, n."externalId",
           case n.author when 'client' then 'in' else 'out' end, n.kind, n.text, n.author, null, n.at, ${now}, n.state, n."stateAt", n.detail::jsonb
      from json_to_recordset(${JSON.stringify(rows)})
        as n(id uuid, "ticketId" uuid, "conversationId" uuid, "externalId" text, author text, kind text, text text, at timestamptz,
             state text, "stateAt" timestamptz, detail text)
    on conflict (workspace_id, channel_id, external_id) do nothing
    returning id`.execute(tx)
  return new Set(written.map(({ id }) => id))
}

export type SettledMessage = {
  readonly id: MessageId
  readonly externalId: string | null
  readonly at: Date
  readonly state: MessageState
  readonly stateAt: Date
  readonly isConfirmed: boolean
}

/** News of our own messages: Facebook's id and time, and how far they came. A message that went has no failure. */
export async function saveSettledMessages(tx: Tx, workspaceId: WorkspaceId, messages: readonly SettledMessage[]): Promise<void> {
  await sql`
    update messages m
       set external_id = n."externalId", occurred_at = n.at, state = n.state, state_at = n."stateAt",
           failure = case when n.state in ('sent', 'delivered', 'read') then null else m.failure end,
           detail = case when n."isConfirmed" and m.author_kind = 'member'
                         then coalesce(m.detail, '{}') || jsonb_build_object('confirmedAt', n.at) else m.detail end
      from json_to_recordset(${storableJson(messages)})
        as n(id uuid, "externalId" text, at timestamptz, state text, "stateAt" timestamptz, "isConfirmed" boolean)
     where m.workspace_id = ${workspaceId} and m.id = n.id`.execute(tx)
}

const EVENT_MARK_SECONDS = 10

/** When the channel last told something. Written at most every 10 seconds, so that the row never becomes hot. */
export async function markChannelEvent(tx: Tx, { workspaceId, channelId }: ChannelScope, at: Date): Promise<void> {
  await sql`
    update channels set last_event_at = ${at}
     where workspace_id = ${workspaceId} and id = ${channelId}
       and (last_event_at is null or last_event_at < ${at}::timestamptz - make_interval(secs => ${EVENT_MARK_SECONDS}))`.execute(tx)
}
