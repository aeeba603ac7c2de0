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

function folded(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}
