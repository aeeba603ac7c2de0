import { DeskError } from '#domain/errors.ts'
import { faultWords } from '#domain/offers/fault-words.ts'
import { offerFaults, type Beside } from '#domain/offers/offer-faults.ts'
import { tidyOffer, type Offer } from '#domain/offers/offer.ts'

/** What is offered, as it goes out with these words and files. Throws `invalid`, which tells each thing that is wrong, and of which of them. */
export function sayableOffer(offer: Offer, beside: Beside): Offer {
  const tidy = tidyOffer(offer)
  const faults = offerFaults(tidy, beside).map((fault) => faultWords(fault, tidy.kind))
  if (faults.length > 0) {
    throw new DeskError('invalid', faults.join(' '), { detail: { field: 'offer' } })
  }
  return tidy
}
