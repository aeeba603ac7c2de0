import type { Offer } from '../offers/offer.ts'

/** To whom somebody has begun to write: the customer, or colleagues. */
export const DRAFT_MODES = ['reply', 'internal'] as const
export type DraftMode = (typeof DRAFT_MODES)[number]

/** What somebody has begun to write, and what is to be tapped below it. */
export type DraftContent = { readonly text: string; readonly offer: Offer | undefined }
