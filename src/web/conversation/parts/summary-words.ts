import type { MessagePart, PartSummary } from '../../api/types.ts'
import { lengthOf } from './file-words.ts'

/** A line's words for what came beside a text, or in its place. */
export type SummaryWords = {
  readonly what: PartSummary['what']
  readonly words: string
  /** Says how the words came, not what was sent: not worth a list's one line beside them. */
  readonly isAside: boolean
}

/** What came, one after the other, in the order in which it came. `text`: the words that it came with. */
export function summaryWords(summary: readonly PartSummary[], text: string): readonly SummaryWords[] {
  return summary.map((item) => ({ what: item.what, words: wordsOf(item), isAside: isAside(item, text) }))
}

type Names = { readonly one: string; readonly many: string }

const NAMES: Readonly<Record<PartSummary['what'], Names>> = {
  picture: { one: 'Picture', many: 'pictures' },
  video: { one: 'Video', many: 'videos' },
  audio: { one: 'Audio', many: 'audio files' },
  voice: { one: 'Voice message', many: 'voice messages' },
  file: { one: 'File', many: 'files' },
  sticker: { one: 'Sticker', many: 'stickers' },
  location: { one: 'Location', many: 'locations' },
  link: { one: 'Link', many: 'links' },
  post: { one: 'Shared a post', many: 'shared posts' },
  reel: { one: 'Shared a reel', many: 'shared reels' },
  product: { one: 'Product', many: 'products' },
  order: { one: 'Order', many: 'orders' },
  template: { one: 'Message with buttons', many: 'messages with buttons' },
  choices: { one: 'Quick replies', many: 'quick replies' },
  tap: { one: 'Tapped a button', many: 'taps' },
  referral: { one: 'Came through a link or an ad', many: 'links or ads' },
  rating: { one: 'Review', many: 'reviews' },
  unsupported: { one: 'Message that only Messenger shows', many: 'messages that only Messenger shows' },
}

function wordsOf(item: PartSummary): string {
  const { one, many } = NAMES[item.what]
  return item.count === 1 ? singleWords(item, one) : `${item.count} ${many}`
}

/** How what it is called stands in the words; where it is not worth a word it is left out. */
const NAMED: Readonly<Partial<Record<PartSummary['what'], (name: string, one: string) => string>>> = {
  tap: (name) => `Tapped “${name}”`,
  file: (name) => name,
  audio: (name) => name,
  template: (name) => name,
  post: quotedName,
  reel: quotedName,
  product: quotedName,
  location: plainName,
  link: plainName,
  sticker: plainName,
  order: plainName,
}

function quotedName(name: string, one: string): string {
  return `${one}: “${name}”`
}

function plainName(name: string, one: string): string {
  return `${one}: ${name}`
}

function singleWords({ what, name, durationMs }: PartSummary, one: string): string {
  const words = name === null || name === '' ? one : (NAMED[what]?.(name, one) ?? one)
  return durationMs === null ? words : `${words}, ${lengthOf(durationMs)}`
}

const LINK = /https?:\/\/|www\./iu

function isAside({ what }: PartSummary, text: string): boolean {
  // Whoever writes an address sends what Facebook shows of it, too.
  return what === 'referral' || what === 'choices' || (what === 'link' && LINK.test(text))
}

/** The same in short of what is at hand in full: for the quote of a message. */
export function summaryOf(parts: readonly MessagePart[]): readonly PartSummary[] {
  const kinds = new Map<PartSummary['what'], PartSummary>()
  for (const item of parts.map(inShort)) {
    const before = kinds.get(item.what)
    kinds.set(item.what, before === undefined ? item : { ...item, count: before.count + item.count, name: null, durationMs: null })
  }
  return [...kinds.values()]
}

function inShort(part: MessagePart): PartSummary {
  switch (part.part) {
    case 'file':
      return { ...named(part.what, part.name), durationMs: part.durationMs }
    case 'shared':
      return named(part.what, part.title)
    case 'product':
      return { ...named(part.part, part.products[0]?.title ?? null), count: part.products.length }
    case 'template':
      return named(part.part, part.title ?? cardsName(part.cards))
    default:
      return named(part.part, 'title' in part ? part.title : null)
  }
}

function cardsName(cards: readonly { readonly title: string | null }[]): string | null {
  const [first, ...others] = cards
  const title = first?.title ?? null
  return title === null || others.length === 0 ? title : `${title} and ${others.length} more`
}

function named(what: PartSummary['what'], name: string | null): PartSummary {
  return { what, count: 1, name, durationMs: null }
}
