export type Place = { readonly offset: number; readonly length: number }
export type Wording = { readonly kind: 'words' | 'name'; readonly text: string }

/** A text in pieces, of which those are names that stand at one of these places. Put together, the pieces are the text. */
export function namesIn(text: string, places: readonly Place[]): readonly Wording[] {
  const pieces: Wording[] = []
  let end = 0
  for (const { offset, length } of places.toSorted((one, other) => one.offset - other.offset)) {
    // Where something else is told than what stands there, nobody is named.
    if (offset >= end && offset + length <= text.length) {
      pieces.push({ kind: 'words', text: text.slice(end, offset) }, { kind: 'name', text: text.slice(offset, offset + length) })
      end = offset + length
    }
  }
  return [...pieces, { kind: 'words', text: text.slice(end) } as const].filter((piece) => piece.text !== '')
}
