import type { Offer as Offered, OfferedButton, OfferedCard } from '#domain/offers/offer.ts'
import type { Offer } from './contract.ts'

/** What a message offers, as it may be asked for again. */
export function presentOffer(offer: Offered): Offer {
  switch (offer.kind) {
    case 'quick-replies':
      return { kind: offer.kind, replies: [...offer.replies] }
    case 'buttons':
      return { kind: offer.kind, buttons: offer.buttons.map(presentButton) }
    case 'cards':
      return { kind: offer.kind, cards: offer.cards.map(presentCard) }
  }
}

function presentCard({ title, subtitle, pictureUrl, url, buttons }: OfferedCard) {
  return { title, subtitle, pictureUrl, url, buttons: buttons.map(presentButton) }
}

function presentButton(button: OfferedButton) {
  switch (button.does) {
    case 'answer':
      return { does: button.does, title: button.title }
    case 'open':
      return { does: button.does, title: button.title, url: button.url }
    case 'call':
      return { does: button.does, title: button.title, phone: button.phone }
  }
}
