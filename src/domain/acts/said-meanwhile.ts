import type { MessageState } from './state.ts'

/** The clock of a channel and ours need not agree: what we asked for may have been said so long before or after, by its time. */
export const CLOCKS_APART_MS = 15 * 60_000

type Asked = { readonly askedAt: Date; readonly state: MessageState; readonly stateAt: Date }

/**
 * Whether what a channel tells as said at this moment can be what we asked it to say and heard no answer to: nothing is said before it is asked for, nor
 * when the call was over long ago.
 */
export function isSaidMeanwhile(at: Date, { askedAt, state, stateAt }: Asked): boolean {
  const isOver = state !== 'sending' && at.getTime() > stateAt.getTime() + CLOCKS_APART_MS
  return !isOver && at.getTime() >= askedAt.getTime() - CLOCKS_APART_MS
}
