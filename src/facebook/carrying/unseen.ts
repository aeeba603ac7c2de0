import type { Sight } from '#domain/acts/sight.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { keyDeathOf } from '../graph/key-death.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'

/** What is known of an act when Facebook does not let us look. */
export function unseen(answer: Exclude<GraphAnswer, { readonly kind: 'ok' }>): Sight {
  if (answer.kind === 'no-answer') {
    return { kind: 'not-now', why: answer.reason }
  }
  switch (meaningOf(answer)) {
    case 'key-dead':
      return keyDeathOf(answer)
    case 'rate-limited':
    case 'facebook-unwell':
      return { kind: 'not-now', why: answer.message }
    case 'permission-missing':
    case 'other':
      return { kind: 'unclear' }
  }
}
