import type { LastLine } from '../../api/types.ts'
import { unreadParts, type UnreadPart } from './unread-parts.ts'

export type SnippetWords = {
  /** What the words came with; its glyph stands before them. */
  readonly part: UnreadPart | undefined
  readonly words: string
}

/** One line for what was said last: the sum of its parts, by the words that the conversation has for them. */
export function snippetWords(said: LastLine): SnippetWords {
  if (said.line === 'internal-comment') {
    return { part: undefined, words: said.text }
  }
  if (said.afterwards === 'taken-back') {
    return { part: undefined, words: 'Took back a message' }
  }
  const parts = unreadParts(said)
  const shown = parts.filter(({ isAside }) => said.text === '' || !isAside)
  const names = shown.map(({ name }) => name).join(', ')
  const words = [names, said.text].filter((each) => each !== '').join(': ')
  return { part: shown[0], words: said.afterwards === 'changed' ? `Changed later: ${words}` : words }
}
