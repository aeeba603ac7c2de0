import { ask, type Fault, type Marks, type Page, type Person, post, type Thread } from './api.ts'
import { refresh } from './live.ts'
import { changed, isUnread, loadThread, store } from './store.ts'

const ARRIVES_AFTER_MS = 500
const READ_AFTER_MS = 900

export async function choosePerson(person: Person): Promise<void> {
  store.personId = person.id
  store.thread = undefined
  changed()
  await told(loadThread)
}

export async function choosePage(pageId: string): Promise<void> {
  store.pageId = pageId
  store.thread = undefined
  changed()
  await told(loadThread)
}

/** True when the message went out, so that the box may be emptied. */
export async function write(text: string): Promise<boolean> {
  return told(() => post('messages', { page_id: store.pageId, person_id: store.personId, text }))
}

export async function makePerson(name: string): Promise<void> {
  await told(async () => {
    const person = await post<Person>('people', { name })
    store.personId = person.id
    await refresh()
  })
}

export async function moveClock(body: Readonly<Record<string, unknown>>): Promise<void> {
  await told(() => post('clock', body))
}

export async function resetWorld(): Promise<void> {
  await told(() => post('reset', {}))
}

export async function killKey(page: Page): Promise<void> {
  await told(() => post('tokens/kill', { page_id: page.id, subcode: 460 }))
}

export async function switchFault(known: Fault | undefined, wish: Readonly<Record<string, unknown>>): Promise<void> {
  await told(async () => {
    await (known ? ask(`faults/${known.id}`, { method: 'DELETE' }) : post('faults', { times: 1_000_000, ...wish }))
    store.faults = (await ask<{ faults: Fault[] }>('faults')).faults
  })
}

export function switchPhone(isOn: boolean): void {
  store.isPhoneOn = isOn
  changed()
}

const underWay = new Set<string>()

/** What a phone does by itself: what the Page sent arrives after a moment, and is read when the thread is in view. */
export function playPhone(): void {
  if (!store.isPhoneOn || document.visibilityState !== 'visible') {
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
  } else if (thread.page_id === store.pageId) {
    later('reads', thread, READ_AFTER_MS)
  }
}

function later(what: 'deliveries' | 'reads', thread: Marks, waitMs: number): void {
  const key = `${what} ${thread.page_id} ${thread.person_id}`
  if (underWay.has(key)) {
    return
  }
  underWay.add(key)
  setTimeout(() => {
    underWay.delete(key)
    const isStillHere = store.isPhoneOn && store.personId === thread.person_id && (what === 'deliveries' || store.pageId === thread.page_id)
    if (isStillHere) {
      void told(() => post(what, { page_id: thread.page_id, person_id: thread.person_id }))
    }
  }, waitMs)
}

async function told(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    store.trouble = undefined
  } catch (cause) {
    store.trouble = cause instanceof Error ? cause.message : String(cause)
  }
  changed()
  return store.trouble === undefined
}
