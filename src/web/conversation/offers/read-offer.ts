import type { Offer, OfferedButton, OfferedCard } from '#domain/offers/offer.ts'
import { readJson } from '../../kept/read-json.ts'
import type { ButtonDraft, CardDraft, OfferDraft } from './offer-draft.ts'

/** What this browser kept of an offer; undefined where it is none: nothing else is sent in its place. */
export function readOffer(value: unknown): Offer | undefined {
  const { kind, replies, buttons, cards } = membersOf(value)
  if (kind === 'quick-replies' && areAll(replies, isText)) {
    return { kind, replies }
  }
  if (kind === 'buttons' && areAll(buttons, isButton)) {
    return { kind, buttons }
  }
  return kind === 'cards' && areAll(cards, isCard) ? { kind, cards } : undefined
}

/** The same of what one was writing. */
export function readOfferDraft(item: string | undefined): OfferDraft | undefined {
  const { kind, replies, buttons, cards } = membersOf(readJson(item))
  const isKind = kind === 'quick-replies' || kind === 'buttons' || kind === 'cards'
  return isKind && areAll(replies, isText) && areAll(buttons, isButtonDraft) && areAll(cards, isCardDraft)
    ? { kind, replies, buttons, cards }
    : undefined
}

function isButton(value: unknown): value is OfferedButton {
  const { does, title, url, phone } = membersOf(value)
  return isText(title) && (does === 'answer' || (does === 'open' && isText(url)) || (does === 'call' && isText(phone)))
}

function isCard(value: unknown): value is OfferedCard {
  const { title, subtitle = '', pictureUrl = '', url = '', buttons } = membersOf(value)
  return [title, subtitle, pictureUrl, url].every(isText) && areAll(buttons, isButton)
}

function isButtonDraft(value: unknown): value is ButtonDraft {
  const { does, title, target } = membersOf(value)
  return (does === 'answer' || does === 'open' || does === 'call') && isText(title) && isText(target)
}

function isCardDraft(value: unknown): value is CardDraft {
  const { title, subtitle, pictureUrl, url, buttons } = membersOf(value)
  return [title, subtitle, pictureUrl, url].every(isText) && areAll(buttons, isButtonDraft)
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Record<string, unknown>
}

function areAll<Each>(values: unknown, isOne: (value: unknown) => value is Each): values is readonly Each[] {
  return Array.isArray(values) && values.every(isOne)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
