import type { Content } from '#domain/entries/content.ts'
import type { Part } from '#domain/entries/part.ts'
import { own, textOf } from '../json/value.ts'
import { partsLabel } from './labels.ts'
import { restIn, type PublicItem } from './public-item.ts'
import { READER_VERSION } from './version.ts'

type Told = {
  readonly understood: readonly string[]
  /** Members that say nothing to a reader: kept for evidence. */
  readonly asides: readonly string[]
  readonly parts: readonly Part[]
  readonly repliesTo?: string | undefined
  /** Where the words stand. */
  readonly words?: string
  /** What it is called when it says nothing. */
  readonly whenEmpty: string
}

/** What something public says. A member that nobody knows stays beside those that are understood, as it came. */
export function publicContent(item: PublicItem, { understood, asides, parts, repliesTo, words = 'message', whenEmpty }: Told): Content {
  const told = own(item.value, words)
  const text = textOf(told) ?? ''
  const isCut = typeof told === 'string' && told !== text
  const rest = restIn(item, [...understood.filter((name) => !(isCut && name === words)), ...asides])
  const kept = Object.entries(item.value).filter(([name]) => asides.includes(name))
  const empty = text === '' && parts.length === 0 ? { label: whenEmpty, raw: item.value, reader: READER_VERSION } : undefined
  return {
    text,
    parts,
    repliesTo,
    asides: kept.length > 0 ? Object.fromEntries(kept) : undefined,
    unread: rest ? { label: partsLabel(rest), raw: rest, reader: READER_VERSION } : empty,
  }
}
