import { DeskError } from '#domain/errors.ts'
import { faultWords } from '#domain/offers/fault-words.ts'
import { ownPictureFaults } from '#domain/offers/offer-faults.ts'
import type { Offer } from '#domain/offers/offer.ts'

/** Throws `invalid` where the picture of a card lies on this desk. */
export function refuseOwnPictures(offer: Offer | undefined, publicUrl: string): void {
  const [fault] = offer === undefined ? [] : ownPictureFaults(offer, new URL(publicUrl).hostname)
  if (fault) {
    throw new DeskError('invalid', faultWords(fault, 'cards'), { detail: { field: 'offer' } })
  }
}
