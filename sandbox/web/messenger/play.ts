import { post } from '../api.ts'
import { isUnread, store, tried } from '../store.ts'
import type { Marks, Thread } from '../types.ts'
import { ui } from '../ui.ts'

const ARRIVES_AFTER_MS = 500
const READ_AFTER_MS = 900

/** What a phone does by itself: what the Page sent arrives after a moment, and is read when the thread is in view. */
export function playPhone(): void {
  if (!ui.isPhoneOn || store.lostAt !== undefined || document.visibilityState !== 'visible') {
    return
  }
  for (const thread of store.world?.conversations ?? []) {
    if (thread.person_id === store.personId && isUnread(thread)) {
      playThread(thread)
    }
  }
}

function playThread(thread: Thread): void {
  if ((thread.last_message?.timestamp ?? 0) > thread.delivered_up_to) {
    later('deliveries', thread, ARRIVES_AFTER_MS)
  } else if (isInView(thread)) {
    later('reads', thread, READ_AFTER_MS)
  }
}

function isInView(thread: Marks): boolean {
  const isOpen = ui.phoneShows === 'thread' && thread.page_id === store.pageId && thread.person_id === store.personId
  return isOpen && document.querySelector('#phone')?.checkVisibility() === true
}

const underWay = new Set<string>()

function later(what: 'deliveries' | 'reads', thread: Marks, waitMs: number): void {
  const key = `${what} ${thread.page_id} ${thread.person_id}`
  if (underWay.has(key)) {
    return
  }
  underWay.add(key)
  setTimeout(() => {
    underWay.delete(key)
    if (ui.isPhoneOn && store.personId === thread.person_id && (what === 'deliveries' || isInView(thread))) {
      void tried(() => post(what, { page_id: thread.page_id, person_id: thread.person_id }))
    }
  }, waitMs)
}
