import type { MemberId, TicketId } from './ids.ts'

export const EPHEMERAL_KINDS = ['looking', 'typing', 'left'] as const

/** What is so for a moment only: told to whoever listens just now, and kept nowhere. Whoever was away has missed nothing. */
export type EphemeralNews = {
  readonly kind: (typeof EPHEMERAL_KINDS)[number]
  readonly ticketId: TicketId
  /** Nobody of ours: the customer. */
  readonly memberId?: MemberId | undefined
}
