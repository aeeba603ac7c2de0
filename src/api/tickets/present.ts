import { DeskError } from '#domain/errors.ts'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import { lastLineOf } from '#storage/last-line.ts'
import { readTicket, type TicketRow } from '#storage/tickets.ts'
import type { TicketSummary } from './contract.ts'
import { presentLastLine } from '../conversation/present.ts'

export async function presentTicketById(db: Db, workspaceId: WorkspaceId, ticketId: TicketId): Promise<TicketSummary> {
  const row = await readTicket(db, workspaceId, ticketId)
  if (!row) {
    throw new DeskError('not-found', 'There is no such ticket.')
  }
  return presentTicket(row)
}

export function presentTicket(row: TicketRow): TicketSummary {
  return {
    id: row.id,
    number: row.number,
    kind: row.subject_kind as TicketSummary['kind'],
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
    channel: { id: row.channel_id, name: row.channel_name, kind: row.channel_kind, state: row.channel_way },
    assignee: row.assignee_member_id && row.assignee_name ? { memberId: row.assignee_member_id, name: row.assignee_name } : null,
    group: row.group_id && row.group_name ? { id: row.group_id, name: row.group_name } : null,
    unansweredCount: row.unanswered_count,
    lastActivityAt: row.last_activity_at.toISOString(),
    lastMessage: presentLast(row),
    window: presentWindow(row),
    createdAt: row.created_at.toISOString(),
  }
}

function presentLast(row: TicketRow): TicketSummary['lastMessage'] {
  const last = lastLineOf(row)
  return last ? presentLastLine(last) : null
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
