import type { FacebookMessage } from '#test/connected-desk.ts'
import type { Offer } from '#api/offers/contract.ts'
import type { MessagePart } from '#api/contract/message-parts.ts'
import type { Dice } from '../storm/dice.ts'
import { isOfTemplate } from './templates.ts'

type OfferedButton = Extract<Offer, { readonly kind: 'buttons' }>['buttons'][number]

const KINDS = ['quick-replies', 'buttons', 'cards'] as const
const MOST_CARDS = 3

/** What a reply offers to tap: no other reply offers the same. */
export function drawOffer(dice: Dice, number: number): Offer {
  const kind = dice.pick(KINDS)
  const count = 1 + dice.below(MOST_CARDS)
  switch (kind) {
    case 'quick-replies':
      return { kind, replies: [`Yes ${number}`, `No ${number}`, 'Later'].slice(0, count) }
    case 'buttons':
      return { kind, buttons: buttonsFor(number).slice(0, count) }
    case 'cards':
      return { kind, cards: Array.from({ length: count }, (_, at) => cardFor(`${number}.${at + 1}`, at)) }
  }
}

function buttonsFor(number: number): OfferedButton[] {
  return [
    { does: 'answer', title: `Book ${number}` },
    { does: 'open', title: `See ${number}`, url: addressFor(`${number}`) },
    { does: 'call', title: 'Call us', phone: '+4685550114' },
  ]
}

function cardFor(name: string, at: number) {
  return at === 0
    ? { title: `Seat ${name}`, subtitle: 'Folds away', url: addressFor(name), buttons: [] }
    : { title: `Seat ${name}`, buttons: [{ does: 'answer' as const, title: `Choose ${name}` }] }
}

function addressFor(name: string): string {
  return `https://shop.example/seats/${name}`
}

/** What can be tapped, as whoever reads it sees it. */
export function offeredBy(offer: Offer): string {
  switch (offer.kind) {
    case 'quick-replies':
      return choices(offer.replies)
    case 'buttons':
      return tappable({ buttons: offer.buttons.map(shownButton), cards: [] })
    case 'cards':
      return tappable({ buttons: [], cards: offer.cards.map((card) => ({ ...card, buttons: card.buttons.map(shownButton) })) })
  }
}

function shownButton(button: OfferedButton): Button {
  return button.does === 'open' ? { title: button.title, url: button.url } : { title: button.title }
}

/** What a line tells of it. */
export function offeredOnLine(parts: readonly MessagePart[]): string[] {
  return parts.flatMap((part) => {
    switch (part.part) {
      case 'choices':
        return [choices(part.titles)]
      case 'template':
        return [tappable(part)]
      default:
        return []
    }
  })
}

type PhoneButton = { readonly title: string; readonly url?: string }
type PhoneCard = {
  readonly title: string
  readonly subtitle?: string
  readonly default_action?: { readonly url: string }
  readonly buttons?: readonly PhoneButton[]
}
type Payload = { readonly text?: string; readonly buttons?: readonly PhoneButton[]; readonly elements?: readonly PhoneCard[] }

/** What the phone shows: the words of a message or of a template, and what can be tapped. A utility message that is a card is its words, with its buttons below. */
export function shownOnPhone(message: FacebookMessage): { readonly words: string; readonly offered: readonly string[] } {
  const { text, attachments, quick_replies: replies } = message
  const payload = attachments.find(({ type }) => type === 'template')?.payload as Payload | null | undefined
  const underIt = replies.length === 0 ? [] : [choices(replies.map(({ title = '' }) => title))]
  if (!payload) {
    return { words: text ?? '', offered: underIt }
  }
  const { text: words = '', buttons = [], elements = [] } = payload
  const [first] = elements
  const spoken = first && [first.title, first.subtitle ?? ''].filter((each) => each !== '').join('\n\n')
  if (spoken !== undefined && isOfTemplate(spoken)) {
    return { words: spoken, offered: [tappable({ buttons: first?.buttons ?? [], cards: [] })] }
  }
  const cards = elements.map(({ default_action: action, buttons: below = [], ...card }) => ({ ...card, url: action?.url, buttons: below }))
  return { words, offered: [tappable({ buttons, cards }), ...underIt] }
}

type Button = { readonly title: string; readonly url?: string | null | undefined }
type Card = {
  readonly title: string | null
  readonly subtitle?: string | null | undefined
  readonly url?: string | null | undefined
  readonly buttons: readonly Button[]
}

function choices(titles: readonly string[]): string {
  return `choose ${titles.join(', ')}`
}

function tappable({ buttons, cards }: { readonly buttons: readonly Button[]; readonly cards: readonly Card[] }): string {
  const shown = cards.map(
    ({ title, subtitle, url, buttons: below }) => `card ${[title, subtitle, url, ...below.map(tap)].filter(Boolean).join('/')}`,
  )
  return [...shown, ...buttons.map((button) => `tap ${tap(button)}`)].join(', ')
}

function tap({ title, url }: Button): string {
  return url ? `${title} (${url})` : title
}
