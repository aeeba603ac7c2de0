import type { OfferFault } from '#domain/offers/offer-faults.ts'
import type { OfferKind } from './offer-draft.ts'

export const OFFER_NAMES: Readonly<Record<OfferKind, { readonly name: string; readonly about: string }>> = {
  'quick-replies': { name: 'Quick replies', about: 'Answers to tap, until the next message' },
  buttons: { name: 'Buttons', about: 'Below your text, up to 3' },
  cards: { name: 'Cards', about: 'With a picture, a title and buttons' },
}

/** It is not finished, rather than wrong. */
export function isUnfinished({ kind }: OfferFault): boolean {
  return UNFINISHED.includes(kind)
}

/** An address and a number are wrong until their last letter is there. */
const UNFINISHED: readonly OfferFault['kind'][] = ['none', 'untitled', 'no-words', 'bare', 'address', 'phone']
