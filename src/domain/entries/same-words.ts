import { maskedText, taggedText, type Words } from './mention.ts'

/**
 * Whether a channel gives back what we said: with its white space trimmed or folded, and in the place of each tag the name that it calls somebody by,
 * or the tag as it was. Where it tells which words are names, the name itself does not decide.
 */
export function isSameWords(ours: Words, told: Words): boolean {
  const text = folded(told.text)
  return (
    text === folded(ours.text) ||
    text === folded(taggedText(ours)) ||
    (told.mentions !== undefined && told.mentions.length > 0 && folded(maskedText(told)) === folded(maskedText(ours)))
  )
}

/** Words, and whether a file stands beside them. */
export type SaidAs = Words & { readonly hasFile: boolean }

/** The same of what may be a file. Where there are words they decide: a file may be told later than they are. */
export function isSaidAs(ours: SaidAs, told: SaidAs): boolean {
  return isSameWords(ours, told) && (folded(ours.text) !== '' || (ours.hasFile && told.hasFile))
}

function folded(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}
