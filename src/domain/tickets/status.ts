export const TICKET_STATUSES = ['new', 'open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted'] as const
export type TicketStatus = (typeof TICKET_STATUSES)[number]

export const TICKET_PRIORITIES = ['low', 'medium', 'urgent', 'extreme'] as const
export type TicketPriority = (typeof TICKET_PRIORITIES)[number]

export const TICKET_TYPES = ['question', 'task', 'problem', 'incident'] as const
export type TicketType = (typeof TICKET_TYPES)[number]

/** What a customer's message does to the living ticket of that customer. */
export type CustomerMessageEffect = { readonly kind: 'append'; readonly status: TicketStatus } | { readonly kind: 'new-ticket' }

/**
 * A customer's answer reopens; after Closed it makes a new ticket. Deleted counts as closed, since a message put into
 * a deleted ticket would be seen by nobody. Spam stays spam.
 */
export function onCustomerMessage(status: TicketStatus | undefined): CustomerMessageEffect {
  switch (status) {
    case undefined:
    case 'closed':
    case 'deleted':
      return { kind: 'new-ticket' }
    case 'new':
    case 'spam':
      return { kind: 'append', status }
    case 'open':
    case 'pending':
    case 'on-hold':
    case 'solved':
      return { kind: 'append', status: 'open' }
  }
}

/** We answered, so now the customer is awaited. A closed, deleted or spam ticket keeps its status. */
export function onReply(status: TicketStatus): TicketStatus {
  return isFinal(status) || status === 'spam' ? status : 'pending'
}

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
