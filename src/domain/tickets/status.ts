export const TICKET_STATUSES = ['new', 'open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted'] as const
export type TicketStatus = (typeof TICKET_STATUSES)[number]

export const TICKET_PRIORITIES = ['low', 'medium', 'urgent', 'extreme'] as const
export type TicketPriority = (typeof TICKET_PRIORITIES)[number]

export const TICKET_TYPES = ['question', 'task', 'problem', 'incident'] as const
export type TicketType = (typeof TICKET_TYPES)[number]

/** Any work on a new ticket (an internal comment, an assignee, a type) opens it. */
export function onWork(status: TicketStatus): TicketStatus {
  return status === 'new' ? 'open' : status
}

/** Closed and deleted tickets take no more replies: the customer's next message makes a new ticket. */
export function isFinal(status: TicketStatus): boolean {
  return status === 'closed' || status === 'deleted'
}

/** A person may set any status but New, which only arrival gives; a closed ticket stays closed. */
export function mayChangeStatus(from: TicketStatus, to: TicketStatus): boolean {
  return to !== 'new' && from !== to && from !== 'closed'
}
