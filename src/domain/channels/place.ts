/** A place in the pace at which a channel takes acts. What has one leaves without waiting, unless it comes so late that the place has lapsed. */
export type Place = {
  /** Of which pace: acts of the same one may have each other's places. */
  readonly pace: string
  /** Nobody used it in time. */
  hasLapsed(): boolean
  /** Resolves when the act that has it may leave, and counts from then on. */
  leave(): Promise<void>
}

/** `later`: too many wait already; after so long it may be the turn of who asks now. */
export type NextPlace = { readonly kind: 'soon'; readonly place: Promise<Place> } | { readonly kind: 'later'; readonly afterMs: number }
