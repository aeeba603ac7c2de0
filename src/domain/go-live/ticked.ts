/** What has to be done with an app of one's own and no program can see: somebody ticks it off. */
export const TICKED_BY_HAND = ['callbacks', 'business-verification', 'review', 'screencast', 'live-mode'] as const
export type TickedByHand = (typeof TICKED_BY_HAND)[number]
