/** Line ends, control characters, half surrogates, zero-width spaces and direction overrides. Joiners stay: emoji need them. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu

/** Takes up room and shows nothing: separators, format characters, marks without a letter, fillers, the sign for a broken letter. */
const SHOWS_NOTHING = /[\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0\ufffd]+/gu

/**
 * A name or a title as one line of visible text: it stands in lists, titles and mails beside other words, and says what it seems to say. Undefined: it
 * has no visible letter.
 */
export function visibleLine(text: string): string | undefined {
  const tidy = text.replaceAll(INVISIBLE, ' ').trim()
  return tidy.replaceAll(SHOWS_NOTHING, '') === '' ? undefined : tidy
}
