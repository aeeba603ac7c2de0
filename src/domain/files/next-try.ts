import type { AttachmentReason, WaitingReason } from './attachment.ts'

/** When a file that could not be fetched is asked for again: soon at first, for somebody waits for it, then more and more seldom. */
const FIRST_REST_MS = 5_000
const LONGEST_REST_MS = 6 * 3_600_000
/** Nobody's address is quiet for so long and then answers: 40 tries are nine days. */
const MOST_TRIES = 40

/** What a try came to that brought nothing. */
export type Missed = { readonly reason: WaitingReason; readonly tries: number }

export type AfterMiss =
  | { readonly state: 'waiting'; readonly reason: WaitingReason; readonly restMs: number }
  | { readonly state: 'gone'; readonly reason: AttachmentReason }

/** `tries`: how many there were, this one included. Our own storage being full or away never makes a file gone. */
export function afterMiss({ reason, tries }: Missed): AfterMiss {
  if (isOfOurStorage(reason)) {
    return { state: 'waiting', reason, restMs: FIRST_REST_MS * 6 }
  }
  if (tries >= MOST_TRIES) {
    return { state: 'gone', reason: 'never-answered' }
  }
  return { state: 'waiting', reason, restMs: Math.min(FIRST_REST_MS * 2 ** Math.min(tries - 1, 20), LONGEST_REST_MS) }
}

/** Whether it is our own storage that keeps files waiting, and no address. */
export function isOfOurStorage(reason: AttachmentReason): reason is 'storage-full' | 'storage-away' {
  return reason === 'storage-full' || reason === 'storage-away'
}
