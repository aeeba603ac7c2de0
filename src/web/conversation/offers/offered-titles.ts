import type { Offer } from '#domain/offers/offer.ts'

/** What stands on what is to be tapped, as far as it is written. */
export function offeredTitles(offer: Offer): readonly string[] {
  return titlesIn(offer).filter((title) => title.trim() !== '')
}

function titlesIn(offer: Offer): readonly string[] {
  switch (offer.kind) {
    case 'quick-replies':
      return offer.replies
    case 'buttons':
      return offer.buttons.map(({ title }) => title)
    case 'cards':
      return offer.cards.map(({ title }) => title)
  }
}
