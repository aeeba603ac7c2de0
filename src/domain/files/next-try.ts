import type { AttachmentReason, StorageReason, WaitingReason } from './attachment.ts'

/** When a file that could not be fetched is asked for again: soon at first, for somebody waits for it, then more and more seldom. */
const FIRST_REST_MS = 5_000
const LONGEST_REST_MS = 6 * 3_600_000
/** No address is quiet for two weeks and then answers. */
const GIVEN_UP_AFTER_MS = 14 * 86_400_000

/** What a try came to that brought nothing. */
export type Missed = { readonly reason: WaitingReason; readonly tries: number; readonly ageMs: number }

export type AfterMiss =
  | { readonly state: 'waiting'; readonly reason: WaitingReason; readonly restMs: number }
  | { readonly state: 'gone'; readonly reason: AttachmentReason }

/** `tries`: how many there were, this one included; `ageMs`: how long ago the address was told. Our own storage being full or away never makes a file gone. */
export function afterMiss({ reason, tries, ageMs }: Missed): AfterMiss {
  if (isOfOurStorage(reason)) {
    return { state: 'waiting', reason, restMs: FIRST_REST_MS * 6 }
  }
  if (ageMs >= GIVEN_UP_AFTER_MS) {
    return { state: 'gone', reason: 'never-answered' }
  }
  return { state: 'waiting', reason, restMs: Math.min(FIRST_REST_MS * 2 ** Math.min(tries - 1, 20), LONGEST_REST_MS) }
}

/** Whether it is our own storage that keeps files waiting, and no address. */
export function isOfOurStorage(reason: AttachmentReason): reason is StorageReason {
  return reason === 'storage-full' || reason === 'storage-away'
}
