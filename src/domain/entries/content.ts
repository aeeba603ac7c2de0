import type { Mention } from './mention.ts'
import type { Part } from './part.ts'

/** What was said: the sum of its parts. One part that nobody understands never hides the others. */
export type Content = {
  readonly text: string
  /** Who is named in the words, where that is told. */
  readonly mentions?: readonly Mention[] | undefined
  /** What stands beside the words, in the order in which it was told. */
  readonly parts: readonly Part[]
  /** The channel's name of the message that it answers, which may not be heard of yet. */
  readonly repliesTo: string | undefined
  /** What machines told each other beside it: kept for evidence, shown to nobody. */
  readonly asides: unknown
  readonly unread: Unread | undefined
}

/** The part of an understood thing that is not understood yet, as it came, and the version of the reader that could not read it. */
export type Unread = { readonly label: string; readonly raw: unknown; readonly reader: number }

/** Words and nothing beside. */
export function wordsAlone(text: string): Content {
  return { text, parts: [], repliesTo: undefined, asides: undefined, unread: undefined }
}

/**
 * Which of two readings of one moment is kept: the better understood one. Whole before partly, then the newer reader's,
 * then the one with more parts, then by what they say: never by which came first.
 */
export function betterContent(one: Content, other: Content): Content {
  return rankOf(one) >= rankOf(other) ? one : other
}

/** A text that sorts as the contents do. */
function rankOf({ text, mentions = [], parts, repliesTo, unread }: Content): string {
  const version = unread === undefined ? WHOLE : String(unread.reader)
  const count = String(parts.length)
  return [
    version.padStart(WHOLE.length, '0'),
    count.padStart(WHOLE.length, '0'),
    text === '' ? '0' : '1',
    text,
    repliesTo ?? '',
    unread?.label ?? '',
    parts.length === 0 ? '' : textOfParts(parts),
    mentions.length === 0 ? '' : JSON.stringify(mentions.map(inOrder)),
  ].join('\n')
}

/** Sorts after every reader's version. */
const WHOLE = '999999999'

/** A text that is the same for the same parts, wherever they come from, and sorts them. */
export function textOfParts(parts: readonly Part[]): string {
  return JSON.stringify(parts.map(inOrder))
}

/** With its members by name: a database gives them back in an order of its own. What is undefined is not there. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, inOrder(member)]))
}
