import { ask } from './api.ts'
import { changed, store, threadKey, threadOf } from './store.ts'
import type { Conversation, Entry, Fault, Marks, Message, Sample, Sending, Throttle, Waiting, World } from './types.ts'
import { ui } from './ui.ts'
import type { WallShown } from './wall/types.ts'

const KEPT_ENTRIES = 200
const held: (() => void)[] = []
let loads = 0

/**
 * Takes a piece of news; while something is loaded, only after it. What is loaded may be older than the news, and would
 * stand in their place. Taken again after an answer that knew them already, they change nothing.
 */
export function takeNews(take: () => void): void {
  if (loads > 0) {
    held.push(take)
  } else {
    take()
  }
}

/** Loads something, and takes the news of meanwhile after it. Throws what the loading throws. */
async function loading(load: () => Promise<void>): Promise<void> {
  loads += 1
  try {
    await load()
  } finally {
    loads -= 1
    if (loads === 0) {
      for (const take of held.splice(0)) {
        take()
      }
    }
  }
}

/** Loads all anew: at the start, after a reset, after a lost connection. */
export function loadAll(): Promise<void> {
  return loading(loadWhole)
}

async function loadWhole(): Promise<void> {
  const [world, journal, webhooks, { samples }] = await Promise.all([
    ask<World>('world'),
    ask<{ entries: Entry[] }>(`journal?limit=${KEPT_ENTRIES}`),
    ask<{ waiting: Waiting[] }>('webhooks'),
    ask<{ samples: Sample[] }>('samples'),
    loadFaults(),
  ])
  store.world = world
  store.entries = journal.entries.toReversed()
  store.waiting = webhooks.waiting
  store.samples = samples
  store.threads.clear()
  const customer = world.people.find((person) => person.manages.length === 0)
  store.personId = world.people.some(({ id }) => id === store.personId) ? store.personId : (customer?.id ?? world.people[0]?.id ?? '')
  store.pageId = world.pages.some(({ id }) => id === store.pageId) ? store.pageId : (world.pages[0]?.id ?? '')
  const other = ui.suitePersonId
  ui.suitePersonId = other !== undefined && threadOf(store.pageId, other) ? other : undefined
  const threads = [store.personId, ui.suitePersonId ?? store.personId]
  await Promise.all([...threads.map((id) => loadThread(store.pageId, id)), loadWall(store.pageId)])
}

export async function loadThread(pageId: string, personId: string): Promise<void> {
  if (threadOf(pageId, personId)) {
    await loading(async () => {
      store.threads.set(threadKey(pageId, personId), await ask<Conversation>(`conversations/${pageId}/${personId}`))
      changed()
    })
  }
}

export async function loadWall(pageId: string): Promise<void> {
  if (pageId !== '') {
    await loading(async () => {
      store.walls.set(pageId, await ask<WallShown>(`wall/${pageId}`))
      changed()
    })
  }
}

export function takeMessage(news: Marks & { readonly psid: string; readonly message: Message }): void {
  const { message, ...marks } = news
  const known = threadOf(news.page_id, news.person_id)
  const thread = { ...known, ...marks, last_message: message }
  if (store.world) {
    store.world = { ...store.world, conversations: [...store.world.conversations.filter((each) => !isSame(each, news)), thread] }
  }
  const key = threadKey(news.page_id, news.person_id)
  const loaded = store.threads.get(key)
  if (loaded || !known) {
    const messages = (loaded?.messages ?? []).filter(({ mid }) => mid !== message.mid)
    store.threads.set(key, { ...thread, messages: [...messages, message] })
  }
  changed()
}

export function takeChangedMessage(news: Marks & { readonly message: Message }): void {
  const { message, ...marks } = news
  takeMarks(marks)
  const key = threadKey(news.page_id, news.person_id)
  const loaded = store.threads.get(key)
  if (loaded) {
    store.threads.set(key, { ...loaded, messages: loaded.messages.map((each) => (each.mid === message.mid ? message : each)) })
  }
  const known = threadOf(news.page_id, news.person_id)
  if (store.world && known?.last_message?.mid === message.mid) {
    const conversations = store.world.conversations.map((each) => (each === known ? { ...each, last_message: message } : each))
    store.world = { ...store.world, conversations }
  }
}

export function takeMarks(marks: Marks): void {
  const { world } = store
  if (world) {
    store.world = { ...world, conversations: world.conversations.map((each) => (isSame(each, marks) ? { ...each, ...marks } : each)) }
  }
  const key = threadKey(marks.page_id, marks.person_id)
  const loaded = store.threads.get(key)
  if (loaded) {
    store.threads.set(key, { ...loaded, ...marks })
  }
  changed()
}

export function takeEntry(entry: Entry): void {
  store.entries = [entry, ...store.entries.filter(({ id }) => id !== entry.id)].slice(0, KEPT_ENTRIES)
  changed()
}

export function takeClock(clock: { readonly now: number; readonly clock_offset_ms: number }): void {
  if (store.world) {
    store.world = { ...store.world, ...clock }
  }
  changed()
}

function isSame(one: Marks, other: Marks): boolean {
  return one.person_id === other.person_id && one.page_id === other.page_id
}

/** What is on its way to the app; asked for anew, for the courier tells only of what it did. */
export async function takeWaiting(): Promise<void> {
  store.waiting = (await ask<{ waiting: Waiting[] }>('webhooks')).waiting
  changed()
}

export async function loadFaults(): Promise<void> {
  const [{ faults }, { throttles }, sending] = await Promise.all([
    ask<{ faults: Fault[] }>('faults'),
    ask<{ throttles: Throttle[] }>('throttles'),
    ask<Sending>('send-errors'),
  ])
  store.faults = faults
  store.throttles = throttles
  store.sending = sending
  changed()
}

/** People, Pages and threads anew, without what is open. */
export async function takeWorld(): Promise<void> {
  await loading(async () => {
    store.world = await ask<World>('world')
    changed()
  })
}
