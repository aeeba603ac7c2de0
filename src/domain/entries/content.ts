/** What was said. `unknown`: more than words, of which nothing is understood yet but its name. */
export type Content = {
  readonly kind: 'text' | 'unknown'
  readonly text: string
  readonly unread: Unread | undefined
}

/** The part of an understood thing that is not understood yet, as it came, and the version of the reader that could not read it. */
type Unread = { readonly label: string; readonly raw: unknown; readonly reader: number }

/**
 * Which of two readings of one moment is kept: the better understood one. Whole before partly, then the newer reader's,
 * then by the words: never by which came first.
 */
export function betterContent(one: Content, other: Content): Content {
  return rankOf(one) >= rankOf(other) ? one : other
}

/** A text that sorts as the contents do. */
function rankOf({ kind, text, unread }: Content): string {
  const version = unread === undefined ? WHOLE : String(unread.reader)
  return [version.padStart(WHOLE.length, '0'), kind === 'text' ? '1' : '0', text, unread?.label ?? ''].join('\n')
}

/** Sorts after every reader's version. */
const WHOLE = '999999999'
