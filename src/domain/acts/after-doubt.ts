import type { Act } from './act.ts'
import type { SendFailure } from './outcome.ts'

/**
 * What a refusal tells of an act that was asked for before and never answered. What is to be deleted and is not there any more is deleted, by
 * whomever. Any other refusal tells of the last call alone: the first may have done it.
 */
export function afterDoubt({ kind }: Pick<Act, 'kind'>, { reason }: Pick<SendFailure, 'reason'>): 'done' | 'failed' | 'doubt' {
  if (reason === 'gone') {
    return kind === 'remove' ? 'done' : 'failed'
  }
  return 'doubt'
}
