/** E.164 has at most 15 digits; an extension may follow. */
const MOST_DIGITS = 20
const FEWEST_DIGITS = 3

/** Digits, what people put between them, a plus in front, and an extension behind. */
const SHAPE = /^\+?[\d\s().\-/]+(?:(?:ext\.?|x|#)\s*\d{1,6})?$/i

/**
 * A phone number as somebody wrote it, in one line: its spaces and brackets are kept, for each country has its own way. Undefined when
 * it is none.
 */
export function tidyPhone(written: string): string | undefined {
  const phone = written
    .trim()
    .replaceAll(/[\s\u00a0\u2000-\u200b\u202f]+/g, ' ')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
  const digits = phone.replaceAll(/\D/g, '').length
  return SHAPE.test(phone) && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS ? phone : undefined
}
