import type { MemberId, TicketId } from './ids.ts'

/** What is so for a moment only: told to whoever listens just now, and kept nowhere. Whoever was away has missed nothing. */
export type EphemeralNews = {
  readonly kind: 'looking' | 'typing'
  readonly ticketId: TicketId
  /** Nobody of ours: the customer. */
  readonly memberId?: MemberId | undefined
}
