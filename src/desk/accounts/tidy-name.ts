import { DeskError } from '#domain/errors.ts'
import { visibleLine } from '#domain/visible-line.ts'

/** A name that somebody typed, as one line of visible text. Throws `invalid` for none. */
export function tidyName(name: string, field: string): string {
  const tidy = visibleLine(name)
  if (tidy === undefined) {
    throw new DeskError('invalid', 'This name has no visible letter. Write another.', { detail: { field } })
  }
  return tidy
}
