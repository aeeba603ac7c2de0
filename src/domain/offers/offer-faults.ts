import { isLoopback } from '../loopback.ts'
import type { Offer, OfferedButton, OfferedCard } from './offer.ts'

/**
 * What Facebook takes of what is offered, counted as the length of a message is: in UTF-16 units, the strictest plausible count. Where it is told (Messenger
 * Platform docs, quick replies, button and generic template, 2026-04), how sure it is, and what happens beyond it:
 *
 * - 13 quick replies, 3 buttons, 10 cards; 80 characters of a card's title and of its subtitle; 640 of the words above buttons: documented.
 * - 20 characters of a quick reply and of a button: documented. Whether a longer one is refused or cut is not proven (for Instagram "truncated" is
 *   told): the sandbox does either (`overlong_titles`), and the desk lets none go out.
 * - A card has something beside its title: documented, refused as 100/2018035.
 */
export const OFFER_LIMITS = {
  replies: 13,
  buttons: 3,
  cards: 10,
  replyTitle: 20,
  buttonTitle: 20,
  cardText: 80,
  wordsAboveButtons: 640,
} as const

/** Which one is meant, counted from 1. */
export type OfferPlace = { readonly reply?: number; readonly card?: number; readonly button?: number }

export type OfferFault =
  | { readonly kind: 'none'; readonly what: 'replies' | 'buttons' | 'cards' }
  | { readonly kind: 'too-many'; readonly what: 'replies' | 'buttons' | 'cards'; readonly at: OfferPlace; readonly excess: number }
  | { readonly kind: 'untitled'; readonly at: OfferPlace }
  | { readonly kind: 'too-long'; readonly what: 'title' | 'subtitle'; readonly at: OfferPlace; readonly excess: number }
  /** No web address that everybody can open; of a picture no secure one. */
  | { readonly kind: 'address'; readonly what: 'link' | 'picture'; readonly at: OfferPlace }
  | { readonly kind: 'own-picture'; readonly at: OfferPlace }
  | { readonly kind: 'phone'; readonly at: OfferPlace }
  /** A card of nothing but a title. */
  | { readonly kind: 'bare'; readonly at: OfferPlace }
  /** It stands below words, and there are none. */
  | { readonly kind: 'no-words' }
  | { readonly kind: 'words-too-long'; readonly excess: number }

/** The message that it goes with: its words, and whether files are said by it. */
export type Beside = { readonly text: string; readonly hasFiles: boolean }

/** All that keeps it from being said so, in the order in which it is read. Asked of what is tidy; the composer asks, and the desk. */
export function offerFaults(offer: Offer, beside: Beside): OfferFault[] {
  switch (offer.kind) {
    case 'quick-replies':
      return [...wordFaults(beside, beside.hasFiles), ...replyFaults(offer.replies)]
    case 'buttons':
      return [...buttonsTextFaults(beside), ...ownButtonsFaults(offer.buttons)]
    case 'cards':
      return [...countFaults('cards', offer.cards.length), ...offer.cards.flatMap((card, index) => cardFaults(card, index + 1))]
  }
}

/** A picture that lies on the desk itself Facebook does not get: what is there is shown to members alone. */
export function ownPictureFaults(offer: Offer, deskHost: string): OfferFault[] {
  const cards = offer.kind === 'cards' ? offer.cards : []
  return cards.flatMap(({ pictureUrl = '' }, index) =>
    hostOf(pictureUrl).toLowerCase() === deskHost.toLowerCase() ? [{ kind: 'own-picture', at: { card: index + 1 } } as const] : [],
  )
}

function wordFaults({ text }: Beside, isEnough: boolean): OfferFault[] {
  return isEnough || text.trim() !== '' ? [] : [{ kind: 'no-words' }]
}

function buttonsTextFaults(beside: Beside): OfferFault[] {
  const excess = beside.text.trim().length - OFFER_LIMITS.wordsAboveButtons
  return excess > 0 ? [{ kind: 'words-too-long', excess }] : wordFaults(beside, false)
}

function replyFaults(replies: readonly string[]): OfferFault[] {
  return [
    ...countFaults('replies', replies.length),
    ...replies.flatMap((title, index) => titleFaults(title, OFFER_LIMITS.replyTitle, { reply: index + 1 })),
  ]
}

function ownButtonsFaults(buttons: readonly OfferedButton[]): OfferFault[] {
  return [...countFaults('buttons', buttons.length), ...buttonFaults(buttons, {})]
}

function cardFaults({ title, subtitle = '', pictureUrl, url, buttons }: OfferedCard, card: number): OfferFault[] {
  const at = { card }
  const isBare = subtitle === '' && pictureUrl === undefined && url === undefined && buttons.length === 0
  return [
    ...titleFaults(title, OFFER_LIMITS.cardText, at),
    ...lengthFaults('subtitle', subtitle, { limit: OFFER_LIMITS.cardText, at }),
    ...(pictureUrl === undefined || isPublicAddress(pictureUrl, 'https') ? [] : [{ kind: 'address', what: 'picture', at } as const]),
    ...(url === undefined || isPublicAddress(url, 'any') ? [] : [{ kind: 'address', what: 'link', at } as const]),
    ...tooManyFaults('buttons', buttons.length, at),
    ...buttonFaults(buttons, at),
    ...(isBare ? [{ kind: 'bare', at } as const] : []),
  ]
}

function buttonFaults(buttons: readonly OfferedButton[], of: OfferPlace): OfferFault[] {
  return buttons.flatMap((button, index) => {
    const at = { ...of, button: index + 1 }
    return [...titleFaults(button.title, OFFER_LIMITS.buttonTitle, at), ...targetFaults(button, at)]
  })
}

function targetFaults(button: OfferedButton, at: OfferPlace): OfferFault[] {
  switch (button.does) {
    case 'answer':
      return []
    case 'open':
      return isPublicAddress(button.url, 'any') ? [] : [{ kind: 'address', what: 'link', at }]
    case 'call':
      return PHONE.test(button.phone) ? [] : [{ kind: 'phone', at }]
  }
}

function countFaults(what: 'replies' | 'buttons' | 'cards', count: number): OfferFault[] {
  return count === 0 ? [{ kind: 'none', what }] : tooManyFaults(what, count, {})
}

function tooManyFaults(what: 'replies' | 'buttons' | 'cards', count: number, at: OfferPlace): OfferFault[] {
  const excess = count - OFFER_LIMITS[what]
  return excess > 0 ? [{ kind: 'too-many', what, at, excess }] : []
}

function titleFaults(title: string, limit: number, at: OfferPlace): OfferFault[] {
  return title === '' ? [{ kind: 'untitled', at }] : lengthFaults('title', title, { limit, at })
}

function lengthFaults(
  what: 'title' | 'subtitle',
  text: string,
  { limit, at }: { readonly limit: number; readonly at: OfferPlace },
): OfferFault[] {
  return text.length > limit ? [{ kind: 'too-long', what, at, excess: text.length - limit }] : []
}

/** "+" and the country first (Messenger Platform docs, buttons, 2026-04). */
const PHONE = /^\+[1-9]\d{4,14}$/

const ADDRESS = /^https?:\/\/(?<host>[^\s/?#@:[\]\\]+)(?::\d{1,5})?(?:[/?#][^\s\\]*)?$/iu
/** Names that only the own network knows. */
const PRIVATE_NAME = /\.(?:local|localdomain|internal|intranet|lan|home|corp|test|invalid|onion|home\.arpa)$/iu
const NUMBERS = /^(?:0x)?[\d.a-f]*\d$/iu
/** Nothing longer is an address that browsers agree on. */
const LONGEST_ADDRESS = 2000

function hostOf(address: string): string {
  return (ADDRESS.exec(address)?.groups?.['host'] ?? '').replace(/\.$/u, '')
}

/** Whether anybody can open it, wherever they are: not the machine itself, not a network of one's own, not a bare number. */
function isPublicAddress(address: string, scheme: 'https' | 'any'): boolean {
  const host = hostOf(address)
  const isSecureEnough = scheme === 'any' || /^https:/iu.test(address)
  const isName = host.includes('.') && !host.startsWith('.') && !NUMBERS.test(host)
  return address.length <= LONGEST_ADDRESS && isSecureEnough && isName && !PRIVATE_NAME.test(host) && !isLoopback(host)
}
