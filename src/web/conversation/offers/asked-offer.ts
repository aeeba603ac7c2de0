import type { Offer, OfferedButton } from '#domain/offers/offer.ts'
import type { AskedOffer } from '../../api/types.ts'

/** As the desk is asked for it. */
export function askedOffer(offer: Offer): AskedOffer {
  switch (offer.kind) {
    case 'quick-replies':
      return { kind: offer.kind, replies: [...offer.replies] }
    case 'buttons':
      return { kind: offer.kind, buttons: asked(offer.buttons) }
    case 'cards':
      return { kind: offer.kind, cards: offer.cards.map((card) => ({ ...card, buttons: asked(card.buttons) })) }
  }
}

function asked(buttons: readonly OfferedButton[]) {
  return buttons.map((button) => ({ ...button }))
}
