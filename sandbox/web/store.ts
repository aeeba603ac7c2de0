import { ask, type Conversation, type Entry, type Fault, type Marks, type Message, type World } from './api.ts'

/** Everything the page shows. Changed only by the functions below, which then draw anew. */
export type Store = {
  world: World | undefined
  personId: string
  pageId: string
  thread: Conversation | undefined
  entries: Entry[]
  faults: readonly Fault[]
  /** The journal entry that is unfolded. */
  openEntryId: number | undefined
  isPhoneOn: boolean
  isLive: boolean
  trouble: string | undefined
}

const KEPT_ENTRIES = 150

export const store: Store = {
  world: undefined,
  personId: '',
  pageId: '',
  thread: undefined,
  entries: [],
  faults: [],
  openEntryId: undefined,
  isPhoneOn: true,
  isLive: false,
  trouble: undefined,
}

const watchers = new Set<() => void>()
let isDrawing = false

export function watch(watcher: () => void): void {
  watchers.add(watcher)
}

/** Tells the watchers once per turn, however much changed. */
export function changed(): void {
  if (isDrawing) {
    return
  }
  isDrawing = true
  queueMicrotask(() => {
    isDrawing = false
    for (const watcher of watchers) {
      watcher()
    }
  })
}

/** Loads all anew: at the start, after a reset, after a lost connection. */
export async function loadAll(): Promise<void> {
  const [world, journal, faults] = await Promise.all([
    ask<World>('world'),
    ask<{ entries: Entry[] }>(`journal?limit=${KEPT_ENTRIES}`),
    ask<{ faults: Fault[] }>('faults'),
  ])
  store.world = world
  store.entries = journal.entries.toReversed()
  store.faults = faults.faults
  const customer = world.people.find((person) => person.manages.length === 0)
  store.personId = world.people.some(({ id }) => id === store.personId) ? store.personId : (customer?.id ?? world.people[0]?.id ?? '')
  store.pageId = world.pages.some(({ id }) => id === store.pageId) ? store.pageId : (world.pages[0]?.id ?? '')
  await loadThread()
}

export async function loadThread(): Promise<void> {
  const { personId, pageId } = store
  const isKnown = store.world?.conversations.some((each) => each.person_id === personId && each.page_id === pageId) ?? false
  const thread = isKnown ? await ask<Conversation>(`conversations/${pageId}/${personId}`) : undefined
  if (store.personId === personId && store.pageId === pageId) {
    store.thread = thread
    changed()
  }
}

export function takeMessage(news: Marks & { readonly psid: string; readonly message: Message }): void {
  const { world } = store
  if (!world) {
    return
  }
  const known = world.conversations.find((each) => isSame(each, news))
  const { message, ...marks } = news
  const thread = { ...marks, message_count: (known?.message_count ?? 0) + 1, last_message: message }
  store.world = { ...world, conversations: [...world.conversations.filter((each) => !isSame(each, news)), thread] }
  if (news.person_id === store.personId && news.page_id === store.pageId) {
    const messages = store.thread?.messages ?? []
    store.thread = { ...thread, messages: messages.some(({ mid }) => mid === message.mid) ? messages : [...messages, message] }
  }
  changed()
}

export function takeMarks(marks: Marks): void {
  const { world, thread } = store
  if (world) {
    store.world = { ...world, conversations: world.conversations.map((each) => (isSame(each, marks) ? { ...each, ...marks } : each)) }
  }
  if (thread && isSame(thread, marks)) {
    store.thread = { ...thread, ...marks }
  }
  changed()
}

export function takeEntry(entry: Entry): void {
  store.entries = [entry, ...store.entries].slice(0, KEPT_ENTRIES)
  changed()
}

export function takeClock(clock: { readonly now: number; readonly clock_offset_ms: number }): void {
  if (store.world) {
    store.world = { ...store.world, ...clock }
  }
  changed()
}

/** The world's time now, in milliseconds. */
export function worldNow(): number {
  return Date.now() + (store.world?.clock_offset_ms ?? 0)
}

export function isUnread(thread: Pick<Marks, 'read_up_to'> & { readonly last_message?: Message }): boolean {
  return thread.last_message?.from === 'page' && thread.last_message.timestamp > thread.read_up_to
}

function isSame(one: Marks, other: Marks): boolean {
  return one.person_id === other.person_id && one.page_id === other.page_id
}
