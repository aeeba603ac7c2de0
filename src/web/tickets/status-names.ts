import type { TicketPriority, TicketStatus, TicketType } from '../api/types.ts'

/** The server tells values; the words are ours. */
export const STATUS_NAMES: Readonly<Record<TicketStatus, string>> = {
  new: 'New',
  open: 'Open',
  pending: 'Pending',
  'on-hold': 'On hold',
  solved: 'Solved',
  closed: 'Closed',
  spam: 'Spam',
  deleted: 'Deleted',
}

export const PRIORITY_NAMES: Readonly<Record<TicketPriority, string>> = {
  low: 'Low',
  medium: 'Medium',
  urgent: 'Urgent',
  extreme: 'Extreme',
}

export const TYPE_NAMES: Readonly<Record<TicketType, string>> = {
  question: 'Question',
  task: 'Task',
  problem: 'Problem',
  incident: 'Incident',
}
