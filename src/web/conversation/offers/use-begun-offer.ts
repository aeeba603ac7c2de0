import { useMemo } from 'react'
import type { Offer } from '#domain/offers/offer.ts'
import { isBlankOffer, isSameOffer } from '#domain/offers/same-offer.ts'
import type { Beside } from '../kept-beside.ts'
import { keptOffers } from './kept-offers.ts'
import { draftOfOffer, offerOf } from './offer-draft.ts'

/** What one has begun to offer, as it can be kept elsewhere, and what puts another in its place. A form in which nothing is written yet is nothing begun. */
export function useBegunOffer(of: Beside, isPossible: boolean): readonly [Offer | undefined, (next: Offer | undefined) => void] {
  const kept = keptOffers.useKept(of)
  const offer = useMemo(() => begunOf(isPossible && kept !== undefined ? offerOf(kept) : undefined), [isPossible, kept])

  function setOffer(next: Offer | undefined): void {
    if (!isPossible || isSameOffer(offer, next)) {
      return
    }
    if (next === undefined) {
      keptOffers.drop(of)
    } else {
      keptOffers.keep(of, draftOfOffer(next))
    }
  }

  return [offer, setOffer]
}

function begunOf(offer: Offer | undefined): Offer | undefined {
  return offer === undefined || isBlankOffer(offer) ? undefined : offer
}
