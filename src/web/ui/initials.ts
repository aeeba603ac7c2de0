/** Eight hues far enough apart to be told from each other; all reach 6.5:1 with their ink. */
const HUES = [25, 62, 98, 150, 195, 240, 290, 340] as const
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One or two letters that stand for a name, whatever its script; never half an emoji. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-–_]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = firstSignOf(words[0])
  if (first === undefined) {
    return signsOf(name.trim())[0] ?? '?'
  }
  const second = words.length > 1 ? firstSignOf(words.at(-1)) : undefined
  return (first + (second ?? '')).toLocaleUpperCase()
}

/** The same name has the same colour on every screen and on every machine. */
export function hueOf(name: string): number {
  let hash = 0
  for (const sign of name) {
    hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
  }
  return HUES[hash % HUES.length] ?? HUES[0]
}

function firstSignOf(word: string | undefined): string | undefined {
  return word === undefined ? undefined : signsOf(word).find((sign) => /[\p{L}\p{N}]/u.test(sign))
}

/** What a reader takes for one sign, however many code points it is made of. */
function signsOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
