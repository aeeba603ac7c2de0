import type { TicketPriority, TicketStatus, TicketType } from './status.ts'

/** What a person did with a ticket. A colleague is told by the name of that day: names change, and people leave. */
export type TicketChange =
  | { readonly kind: 'status'; readonly from: TicketStatus; readonly to: TicketStatus }
  | { readonly kind: 'priority'; readonly from: TicketPriority; readonly to: TicketPriority }
  | { readonly kind: 'type'; readonly from: TicketType; readonly to: TicketType }
  | AssigneeChange

type AssigneeChange = {
  readonly kind: 'assignee'
  readonly from: string | null
  readonly to: string | null
  /** Whoever did it took the ticket: by the person and not by the name, which two colleagues may share and anybody may change. */
  readonly isOwn?: true
}
