/**
 * The seed's limit for one message, below Facebook's 2000. How Facebook counts emoji is unproven, so the strictest
 * plausible count is taken: UTF-16 units, which is also what `maxlength` and `String.length` count.
 */
export const MESSAGE_LIMIT = 1986

export type LengthVerdict =
  | { readonly kind: 'fits'; readonly length: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly excess: number }

/** Nothing that anybody would see: spaces of every kind, joiners, marks of direction. */
const UNSEEN = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u

/** Judges a text as it would be sent, that is without surrounding white space. `before`: how much stands before it, as a name does that it is addressed to. */
export function judgeLength(text: string, before = 0): LengthVerdict {
  const length = text.trim().length + before
  if (UNSEEN.test(text)) {
    return { kind: 'empty' }
  }
  if (length > MESSAGE_LIMIT) {
    return { kind: 'too-long', length, excess: length - MESSAGE_LIMIT }
  }
  return { kind: 'fits', length }
}
