import type { MessageState } from './state.ts'

/** What came of an act, for who looks back. `unsure`: the channel's answer never came. */
export const ACT_RESULTS = ['waiting', 'done', 'refused', 'unsure'] as const
export type ActResult = (typeof ACT_RESULTS)[number]

export function resultOf(state: MessageState): ActResult {
  switch (state) {
    case 'queued':
    case 'sending':
      return 'waiting'
    case 'sent':
    case 'delivered':
    case 'read':
      return 'done'
    case 'failed':
      return 'refused'
    case 'unconfirmed':
      return 'unsure'
  }
}
