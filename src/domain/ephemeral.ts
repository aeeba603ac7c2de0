import type { MemberId, TicketId } from './ids.ts'

export const PRESENCE_KINDS = ['looking', 'typing', 'left'] as const

/** An open page of somebody's. They may have several, and are where any of them is. */
export type Screen = string
export const LONGEST_SCREEN = 40

/** What is so for a moment only: told to whoever listens just now, and kept nowhere. Whoever was away has missed nothing. */
export type EphemeralNews = Presence | ScreenGone

export type Presence = {
  readonly kind: (typeof PRESENCE_KINDS)[number]
  readonly ticketId: TicketId
  /** Nobody of ours: the customer. */
  readonly memberId?: MemberId | undefined
  readonly screen?: Screen | undefined
}

/** Its stream ended: it was closed, or is cut off. Whoever is still there says so again. */
export type ScreenGone = { readonly kind: 'gone'; readonly memberId: MemberId; readonly screen: Screen }
