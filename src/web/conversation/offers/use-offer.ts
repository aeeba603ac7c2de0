import { useRef } from 'react'
import { offerFaults, ownPictureFaults, type OfferFault } from '#domain/offers/offer-faults.ts'
import { tidyOffer, type Offer } from '#domain/offers/offer.ts'
import { beginOffer, offerOf, type OfferDraft, type OfferKind } from './offer-draft.ts'
import type { Beside } from '../kept-beside.ts'
import { keptOffers } from './kept-offers.ts'

export type Offering = {
  readonly draft: OfferDraft | undefined
  /** What goes out with the reply; undefined: nothing. */
  readonly offer: Offer | undefined
  readonly faults: readonly OfferFault[]
  /** As how many messages of its own it goes: cards do, all else stands under what goes anyway. */
  readonly messages: 0 | 1
  /** Whether one has just asked for it: then its first field takes the focus. */
  readonly isFresh: () => boolean
  begin(kind: OfferKind): void
  change(draft: OfferDraft): void
  drop(): void
}

/** The words under which it would stand, and whether files go along. */
type Stands = { readonly text: string; readonly hasFiles: boolean; readonly isPossible: boolean }

/** What can be tapped in the reply that one writes. */
export function useOffer(of: Beside, { text, hasFiles, isPossible }: Stands): Offering {
  const kept = keptOffers.useKept(of)
  const fresh = useRef(false)
  const draft = isPossible ? kept : undefined
  const offer = draft && tidyOffer(offerOf(draft))
  return {
    draft,
    offer,
    faults: offer ? [...offerFaults(offer, { text, hasFiles }), ...ownPictureFaults(offer, window.location.hostname)] : [],
    messages: offer?.kind === 'cards' ? 1 : 0,
    isFresh: () => {
      const was = fresh.current
      fresh.current = false
      return was
    },
    begin: (kind) => {
      fresh.current = true
      keptOffers.keep(of, kept === undefined ? beginOffer(kind) : { ...kept, kind })
    },
    change: (next) => keptOffers.keep(of, next),
    drop: () => void keptOffers.drop(of),
  }
}
