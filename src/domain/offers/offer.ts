import type { Button, Card, Part } from '../entries/part.ts'

/** What a private message offers to tap. */
export type Offer =
  /** Short answers that stand above the field of whoever reads it, and go with the next message. */
  | { readonly kind: 'quick-replies'; readonly replies: readonly string[] }
  /** Below the words of a message. */
  | { readonly kind: 'buttons'; readonly buttons: readonly OfferedButton[] }
  /** A message of their own, side by side where there are several. */
  | { readonly kind: 'cards'; readonly cards: readonly OfferedCard[] }

export const OFFER_KINDS = ['quick-replies', 'buttons', 'cards'] as const satisfies readonly Offer['kind'][]

/** `answer`: it comes back as a tap. `open`: a web address. `call`: a number with its country. */
export type OfferedButton =
  | { readonly does: 'answer'; readonly title: string }
  | { readonly does: 'open'; readonly title: string; readonly url: string }
  | { readonly does: 'call'; readonly title: string; readonly phone: string }

export type OfferedCard = {
  readonly title: string
  readonly subtitle?: string | undefined
  /** Facebook fetches the picture from there. */
  readonly pictureUrl?: string | undefined
  /** What opens by a tap on the card itself. */
  readonly url?: string | undefined
  readonly buttons: readonly OfferedButton[]
}

/** As it goes out: without the white space around its words, and without what is empty and may be missing. */
export function tidyOffer(offer: Offer): Offer {
  switch (offer.kind) {
    case 'quick-replies':
      return { kind: offer.kind, replies: offer.replies.map((reply) => reply.trim()) }
    case 'buttons':
      return { kind: offer.kind, buttons: offer.buttons.map(tidyButton) }
    case 'cards':
      return { kind: offer.kind, cards: offer.cards.map(tidyCard) }
  }
}

function tidyCard({ title, subtitle, pictureUrl, url, buttons }: OfferedCard): OfferedCard {
  const optional = { subtitle, pictureUrl, url }
  const told = Object.entries(optional).flatMap(([key, value]) => (value === undefined || value.trim() === '' ? [] : [[key, value.trim()]]))
  return { title: title.trim(), ...Object.fromEntries(told), buttons: buttons.map(tidyButton) }
}

/** Of a number only what is dialled is kept. */
function tidyButton(button: OfferedButton): OfferedButton {
  const title = button.title.trim()
  switch (button.does) {
    case 'answer':
      return { does: button.does, title }
    case 'open':
      return { does: button.does, title, url: button.url.trim() }
    case 'call':
      return { does: button.does, title, phone: button.phone.replaceAll(/[\s().\-/\u00a0\u2010-\u2015\u2212]/gu, '') }
  }
}

/** As it stands beside the words of the line that says it. */
export function partOfOffer(offer: Offer): Part {
  switch (offer.kind) {
    case 'quick-replies':
      return { kind: 'choices', titles: offer.replies }
    case 'buttons':
      return { kind: 'template', cards: [], buttons: offer.buttons.map(shownButton) }
    case 'cards':
      return { kind: 'template', cards: offer.cards.map(shownCard), buttons: [] }
  }
}

function shownCard({ buttons, ...card }: OfferedCard): Card {
  return { ...card, buttons: buttons.map(shownButton) }
}

function shownButton(button: OfferedButton): Button {
  return button.does === 'open' ? { title: button.title, url: button.url } : { title: button.title }
}
