/** To whom somebody has begun to write: the customer, or colleagues. */
export const DRAFT_MODES = ['reply', 'internal'] as const
export type DraftMode = (typeof DRAFT_MODES)[number]
