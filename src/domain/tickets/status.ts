export const TICKET_STATUSES = ['new', 'open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted'] as const
export type TicketStatus = (typeof TICKET_STATUSES)[number]

/** A ticket that is over: it takes no more replies, and the customer's next message makes a new one. All others are living. */
export const FINAL_STATUSES = ['closed', 'deleted'] as const satisfies readonly TicketStatus[]

/** What somebody still has to do with. */
export const STATUSES_IN_WORK = ['new', 'open', 'pending', 'on-hold'] as const satisfies readonly TicketStatus[]

export const TICKET_PRIORITIES = ['low', 'medium', 'urgent', 'extreme'] as const
export type TicketPriority = (typeof TICKET_PRIORITIES)[number]

export const TICKET_TYPES = ['question', 'task', 'problem', 'incident'] as const
export type TicketType = (typeof TICKET_TYPES)[number]

/** Any work on a new ticket (an internal comment, an assignee, a type) opens it. */
export function onWork(status: TicketStatus): TicketStatus {
  return status === 'new' ? 'open' : status
}

export function isFinal(status: TicketStatus): boolean {
  return FINAL_STATUSES.some((final) => final === status)
}

/** A person may set any status but New, which only arrival gives; a closed ticket stays closed. */
export function mayChangeStatus(from: TicketStatus, to: TicketStatus): boolean {
  return to !== 'new' && from !== to && from !== 'closed'
}
