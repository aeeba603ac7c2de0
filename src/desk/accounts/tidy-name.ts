import { DeskError } from '#domain/errors.ts'

/** Line ends, control characters, half surrogates, zero-width spaces and direction overrides. Joiners stay: emoji need them. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** A name as one line of visible text: it stands in lists, titles and mails beside other words. Throws `invalid` for none. */
export function tidyName(name: string, field: string): string {
  const tidy = name.replaceAll(INVISIBLE, ' ').trim()
  if (tidy === '') {
    throw new DeskError('invalid', 'This name has no visible letter. Write another.', { detail: { field } })
  }
  return tidy
}
