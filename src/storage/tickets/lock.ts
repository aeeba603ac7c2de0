import type { ChannelKind, ChannelWay } from '#domain/channels/channel.ts'
import type { SubjectKind } from '#domain/conversations/subject.ts'
import type { ChannelId, ClientId, ConversationId, MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Allowance } from '#domain/messaging-policy/reply-mode.ts'
import type { ReplyWindow } from '#domain/messaging-policy/reply-window.ts'
import type { Decision } from '#domain/tickets/effect.ts'
import { FINAL_STATUSES, type TicketPriority, type TicketStatus, type TicketType } from '#domain/tickets/status.ts'
import { lockConversation } from '../conversations/lock.ts'
import type { Tx } from '../database.ts'

/** A ticket as the actions need it: locked together with what decides whether we may write. */
export type LockedTicket = {
  readonly id: TicketId
  readonly status: TicketStatus
  /** What a person decided last: the status follows from it and from what was said since. */
  readonly decision: Decision
  readonly priority: TicketPriority
  readonly type: TicketType
  readonly assigneeId: MemberId | undefined
  readonly clientId: ClientId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly subjectKind: SubjectKind
  readonly channelKind: ChannelKind
  readonly way: ChannelWay
  readonly allowances: readonly Allowance[]
  readonly window: ReplyWindow | undefined
}

/** Locks the conversation first, as the intake does, then the ticket: one order everywhere, so nobody waits in a circle. */
export async function lockTicket(tx: Tx, workspaceId: WorkspaceId, ticketId: TicketId): Promise<LockedTicket | undefined> {
  const found = await tx
    .selectFrom('tickets')
    .select('conversation_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!found) {
    return undefined
  }
  const { window, subject } = await lockConversation(tx, workspaceId, found.conversation_id as ConversationId)
  const row = await tx
    .selectFrom('tickets as t')
    .innerJoin('channel_ways as w', (join) =>
      join.onRef('w.workspace_id', '=', 't.workspace_id').onRef('w.channel_id', '=', 't.channel_id'),
    )
    .select([
      't.id',
      't.status',
      't.priority',
      't.type',
      't.assignee_id',
      't.client_id',
      't.conversation_id',
      't.channel_id',
      'w.way',
      'w.allowances',
      'w.kind',
    ])
    .select(['t.decided_status', 't.decided_at', 't.decided_arrival'])
    .where('t.workspace_id', '=', workspaceId)
    .where('t.id', '=', ticketId)
    .forUpdate('t')
    .executeTakeFirstOrThrow()
  return {
    id: row.id as TicketId,
    status: row.status as TicketStatus,
    decision: { status: row.decided_status as TicketStatus, at: row.decided_at ?? undefined, arrival: row.decided_arrival },
    priority: row.priority as TicketPriority,
    type: row.type as TicketType,
    assigneeId: (row.assignee_id ?? undefined) as MemberId | undefined,
    clientId: row.client_id as ClientId,
    conversationId: row.conversation_id as ConversationId,
    channelId: row.channel_id as ChannelId,
    channelKind: row.kind as ChannelKind,
    way: row.way as ChannelWay,
    allowances: row.allowances as Allowance[],
    subjectKind: subject.kind,
    window,
  }
}

/** The conversation's living ticket: neither closed nor deleted, of which there is at most one. */
export async function livingTicket(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<{ readonly id: TicketId; readonly number: number } | undefined> {
  const row = await tx
    .selectFrom('tickets')
    .select(['id', 'number'])
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('status', 'not in', FINAL_STATUSES)
    .executeTakeFirst()
  return row && { id: row.id as TicketId, number: row.number }
}
