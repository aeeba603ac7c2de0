import type { Offer, OfferedButton } from '#domain/offers/offer.ts'
import type { MessagePart } from '../../api/types.ts'

/** What waits in the browser, as the line will show it. The pictures of cards come once the desk has fetched them. */
export function shownOffer(offer: Offer): Exclude<MessagePart, { readonly part: 'referral' }> {
  switch (offer.kind) {
    case 'quick-replies':
      return { part: 'choices', titles: [...offer.replies] }
    case 'buttons':
      return { part: 'template', title: null, cards: [], buttons: offer.buttons.map(shownButton) }
    case 'cards':
      return {
        part: 'template',
        title: null,
        cards: offer.cards.map(({ title, subtitle = null, url = null, buttons }) => ({
          title,
          subtitle,
          url,
          picture: null,
          buttons: buttons.map(shownButton),
        })),
        buttons: [],
      }
  }
}

function shownButton(button: OfferedButton) {
  return { title: button.title, url: button.does === 'open' ? button.url : null }
}
