import { z } from 'zod'
import { DRAFT_MODES } from '#domain/tickets/draft.ts'
import { TICKET_PRIORITIES, TICKET_STATUSES, TICKET_TYPES } from '#domain/tickets/status.ts'

/** The words for how a ticket stands: they are told of tickets, and of what was changed in a conversation. */
export const TicketStatus = z.enum(TICKET_STATUSES).meta({ id: 'TicketStatus' })
export type TicketStatus = z.infer<typeof TicketStatus>
export const TicketPriority = z.enum(TICKET_PRIORITIES).meta({ id: 'TicketPriority' })
export type TicketPriority = z.infer<typeof TicketPriority>
export const TicketType = z.enum(TICKET_TYPES).meta({ id: 'TicketType' })
export type TicketType = z.infer<typeof TicketType>
export const DraftMode = z.enum(DRAFT_MODES).meta({ id: 'DraftMode' })
