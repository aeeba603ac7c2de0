import type { LastLine } from '../../api/types.ts'
import { summaryWords } from '../parts/summary-words.ts'
import type { PartKind } from './part-glyph.tsx'
import { unreadParts } from './unread-parts.ts'

export type SnippetWords = {
  /** What the words came with, or what was done with them; its glyph stands before them. */
  readonly glyph: PartKind | undefined
  readonly words: string
}

/** One line for what was said last: the sum of its parts, by the words that the conversation has for them. */
export function snippetWords(said: LastLine): SnippetWords {
  if (said.line === 'internal-comment') {
    return { glyph: undefined, words: said.text }
  }
  if (said.afterwards === 'taken-back') {
    return { glyph: 'taken-back', words: said.isPublic ? 'Deleted on Facebook' : 'Took back a message' }
  }
  const isEdited = said.isEdited || said.afterwards === 'changed'
  const { glyph, names, text } = cameWith(said)
  const quoted = names === '' && !isEdited ? text : `“${text}”`
  const words = [names, text === '' ? '' : quoted].filter((part) => part !== '').join(': ')
  return isEdited ? { glyph: 'edited', words: `Edited: ${words}` } : { glyph, words }
}

/** The words that stand beside its parts; what was tapped is its title and said once. */
function cameWith(said: Spoken) {
  const parts = partsOf(said)
  const isTapAlone = parts.length === 1 && parts[0]?.name === `Tapped “${said.text}”`
  const text = isTapAlone ? '' : said.text
  const shown = parts.filter(({ isAside }) => text === '' || !isAside)
  return { glyph: shown[0]?.glyph, names: shown.map(({ name }) => name).join(', '), text }
}

type Spoken = Exclude<LastLine, { readonly line: 'internal-comment' }>

function partsOf(said: Spoken): readonly { readonly glyph: PartKind; readonly name: string; readonly isAside: boolean }[] {
  const understood = summaryWords(said.summary, said.text).map(({ what, words, isAside }) => ({ glyph: what, name: words, isAside }))
  // A message without words is one that cannot be shown only if there is nothing else of it.
  const hasLabel = said.unread !== null && said.unread !== ''
  return understood.length > 0 && !hasLabel ? understood : [...understood, ...unreadParts(said)]
}
