import type { Offer, OfferedButton, OfferedCard } from '#domain/offers/offer.ts'

export type OfferKind = Offer['kind']
export type ButtonDraft = { readonly does: OfferedButton['does']; readonly title: string; readonly target: string }
export type CardDraft = {
  readonly title: string
  readonly subtitle: string
  readonly pictureUrl: string
  readonly url: string
  readonly buttons: readonly ButtonDraft[]
}

/** What one writes to be tapped. What was begun of another kind is there again when one comes back to it. */
export type OfferDraft = {
  readonly kind: OfferKind
  readonly replies: readonly string[]
  readonly buttons: readonly ButtonDraft[]
  readonly cards: readonly CardDraft[]
}

export const NEW_BUTTON: ButtonDraft = { does: 'answer', title: '', target: '' }
export const NEW_CARD: CardDraft = { title: '', subtitle: '', pictureUrl: '', url: '', buttons: [] }

const NOTHING: Omit<OfferDraft, 'kind'> = { replies: [''], buttons: [NEW_BUTTON], cards: [NEW_CARD] }

export function beginOffer(kind: OfferKind): OfferDraft {
  return { kind, ...NOTHING }
}

/** As it is asked for; what stands in fields that the kind of a button has not is left behind. */
export function offerOf({ kind, replies, buttons, cards }: OfferDraft): Offer {
  switch (kind) {
    case 'quick-replies':
      return { kind, replies }
    case 'buttons':
      return { kind, buttons: buttons.map(buttonOf) }
    case 'cards':
      return { kind, cards: cards.map((card) => ({ ...card, buttons: card.buttons.map(buttonOf) })) }
  }
}

function buttonOf({ does, title, target }: ButtonDraft): OfferedButton {
  switch (does) {
    case 'answer':
      return { does, title }
    case 'open':
      return { does, title, url: target }
    case 'call':
      return { does, title, phone: target }
  }
}

/** What was sent and taken back is written on. */
export function draftOfOffer(offer: Offer): OfferDraft {
  switch (offer.kind) {
    case 'quick-replies':
      return { ...beginOffer(offer.kind), replies: offer.replies }
    case 'buttons':
      return { ...beginOffer(offer.kind), buttons: offer.buttons.map(draftOfButton) }
    case 'cards':
      return { ...beginOffer(offer.kind), cards: offer.cards.map(draftOfCard) }
  }
}

function draftOfCard({ title, subtitle = '', pictureUrl = '', url = '', buttons }: OfferedCard): CardDraft {
  return { title, subtitle, pictureUrl, url, buttons: buttons.map(draftOfButton) }
}

function draftOfButton(button: OfferedButton): ButtonDraft {
  const { does, title } = button
  switch (does) {
    case 'answer':
      return { does, title, target: '' }
    case 'open':
      return { does, title, target: button.url }
    case 'call':
      return { does, title, target: button.phone }
  }
}
