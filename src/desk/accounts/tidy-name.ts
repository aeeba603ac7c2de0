import { DeskError } from '#domain/errors.ts'

/** Line ends, control characters, half surrogates, zero-width spaces and direction overrides. Joiners stay: emoji need them. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** Takes up room and shows nothing: separators, format characters, marks without a letter, fillers, the sign for a broken letter. */
const SHOWS_NOTHING = /[\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0\ufffd]+/gu

/** A name as one line of visible text: it stands in lists, titles and mails beside other words. Throws `invalid` for none. */
export function tidyName(name: string, field: string): string {
  const tidy = name.replaceAll(INVISIBLE, ' ').trim()
  if (tidy.replaceAll(SHOWS_NOTHING, '') === '') {
    throw new DeskError('invalid', 'This name has no visible letter. Write another.', { detail: { field } })
  }
  return tidy
}
