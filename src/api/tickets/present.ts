import { DeskError } from '#domain/errors.ts'
import type { MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import { readMessage, type MessageRow } from '#storage/messages.ts'
import { readTicket, type TicketRow } from '#storage/tickets.ts'
import type { Message, TicketSummary } from './contract.ts'

export async function presentTicketById(db: Db, workspaceId: WorkspaceId, ticketId: TicketId): Promise<TicketSummary> {
  const row = await readTicket(db, workspaceId, ticketId)
  if (!row) {
    throw new DeskError('not-found', 'There is no such ticket.')
  }
  return presentTicket(row)
}

export async function presentMessageById(db: Db, workspaceId: WorkspaceId, messageId: MessageId): Promise<Message> {
  const row = await readMessage(db, workspaceId, messageId)
  if (!row) {
    throw new DeskError('not-found', 'There is no such message.')
  }
  return presentMessage(row)
}

export function presentTicket(row: TicketRow): TicketSummary {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as TicketSummary['kind'],
    status: row.status as TicketSummary['status'],
    priority: row.priority as TicketSummary['priority'],
    type: row.type as TicketSummary['type'],
    tags: row.tags,
    client: {
      id: row.client_id,
      name: row.client_name,
      pictureUrl: row.picture_url,
      isVip: row.vip_since !== null,
      externalId: row.external_id,
    },
    channel: { id: row.channel_id, name: row.channel_name, kind: row.channel_kind as 'facebook' | 'chat', state: channelState(row) },
    assignee: row.assignee_member_id && row.assignee_name ? { memberId: row.assignee_member_id, name: row.assignee_name } : null,
    group: row.group_id && row.group_name ? { id: row.group_id, name: row.group_name } : null,
    unansweredCount: row.unanswered_count,
    lastActivityAt: row.last_activity_at.toISOString(),
    lastMessage: presentLastMessage(row),
    window: presentWindow(row),
    createdAt: row.created_at.toISOString(),
  }
}

function channelState(row: TicketRow): TicketSummary['channel']['state'] {
  return row.enabled_at === null ? 'switched-off' : (row.channel_state as 'connected' | 'disconnected')
}

function presentLastMessage(row: TicketRow): TicketSummary['lastMessage'] {
  if (!row.last_direction || !row.last_kind) {
    return null
  }
  return {
    direction: row.last_direction as Message['direction'],
    kind: row.last_kind as Message['kind'],
    text: row.last_text ?? '',
    author: { kind: row.last_author_kind as Message['author']['kind'], id: row.last_author_id, name: row.last_author_name },
    state: row.last_state as Message['state'],
    detail: presentDetail(row.last_detail),
    afterwards: row.last_afterwards,
  }
}

function presentWindow(row: TicketRow): TicketSummary['window'] {
  if (!row.window_opens_at || !row.window_closes_at) {
    return null
  }
  return {
    opensAt: row.window_opens_at.toISOString(),
    closesAt: row.window_closes_at.toISOString(),
    reason: row.window_reason ?? 'message',
  }
}

export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    direction: row.direction as Message['direction'],
    kind: row.kind as Message['kind'],
    text: row.text,
    author: { kind: row.author_kind as Message['author']['kind'], id: row.author_id, name: row.author_name },
    occurredAt: row.occurred_at.toISOString(),
    state: row.state as Message['state'],
    stateAt: row.state_at?.toISOString() ?? null,
    failure: row.failure as Message['failure'],
    detail: presentDetail(row.detail),
    afterwards: row.afterwards,
  }
}

/** The raw item of a kind not understood yet stays in the desk; only its label is shown. */
function presentDetail(detail: unknown): Message['detail'] {
  if (typeof detail !== 'object' || detail === null) {
    return null
  }
  const { raw: _raw, ...shown } = detail as Record<string, unknown>
  return shown
}
