import { judgeLength, MESSAGE_LIMIT } from './message-length.ts'

/** A text that is longer than that is no message, however it is cut. */
export const MOST_PARTS = 20

const PARAGRAPH = /\n[^\S\n]*\n/gu
const LINE = /\n/gu
const GAP = /\s/gu

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })
const WORDS = new Intl.Segmenter('und', { granularity: 'word' })
const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' })

/** How much of a message a better place to cut may leave empty. */
const WELL_FILLED = 0.5

/**
 * A text as several messages, in order, each of which fits: cut between paragraphs where that fills a message well, else between sentences, between words, and last
 * between letters as people see them, never inside one. All that is lost is white space where it was cut. `before`: how much stands before
 * the first, as a name does. Undefined: it fits in one, is too long for MOST_PARTS, or holds one letter that no message can.
 */
export function splitText(text: string, before = 0): readonly string[] | undefined {
  if (judgeLength(text, before).kind !== 'too-long') {
    return undefined
  }
  const parts: string[] = []
  let rest = text.trim()
  for (let room = MESSAGE_LIMIT - before; rest.length > room; room = MESSAGE_LIMIT) {
    const cut = placeToCut(rest, room)
    if (cut === 0 || parts.length === MOST_PARTS) {
      return undefined
    }
    parts.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  const said = [...parts, rest].filter((part) => judgeLength(part).kind === 'fits')
  return said.length > 1 && said.length <= MOST_PARTS ? said : undefined
}

/** Up to where the first message goes; zero where nothing can be cut off that fits. */
function placeToCut(text: string, room: number): number {
  const places = [
    lastOf(PARAGRAPH, text, room),
    lastOf(LINE, text, room),
    sentenceStart(text, room),
    lastOf(GAP, text, room),
    startAround(WORDS, text, room),
  ]
  const unbroken = places.map((place) => startAround(GRAPHEMES, text, place))
  return unbroken.find((place) => place >= room * WELL_FILLED) ?? startAround(GRAPHEMES, text, room)
}

/** Where the last of what parts texts begins before which all fits. */
function lastOf(gap: RegExp, text: string, room: number): number {
  return [...text.slice(0, room + 1).matchAll(gap)].at(-1)?.index ?? 0
}

/** A sentence that begins without a space before it is part of an address or a number, but for scripts that write none. */
function sentenceStart(text: string, room: number): number {
  const start = startAround(SENTENCES, text, room)
  return /[\s。！？]$/u.test(text.slice(0, start)) ? start : 0
}

/** Where the piece begins in which this place lies. */
function startAround(pieces: Intl.Segmenter, text: string, place: number): number {
  return pieces.segment(text).containing(place)?.index ?? place
}
