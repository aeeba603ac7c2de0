import type { Outcome } from '#domain/acts/outcome.ts'

/** An id that is none of Facebook's: nothing is asked for with it. */
export const UNREADABLE: Extract<Outcome, { readonly kind: 'failed' }> = {
  kind: 'failed',
  failure: { reason: 'refused', facebookMessage: 'The ids of the Page, the person or the post are not readable.' },
}
