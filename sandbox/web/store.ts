import type { Conversation, Entry, Fault, Marks, Message, Page, Person, Sample, Sending, Throttle, Waiting, World } from './types.ts'
import type { WallShown } from './wall/types.ts'

/** Everything the page knows of the sandbox. Changed only by the functions below, which then draw anew. */
export type Store = {
  world: World | undefined
  personId: string
  pageId: string
  /** Keyed by `threadKey`. */
  readonly threads: Map<string, Conversation>
  /** Keyed by Page. */
  readonly walls: Map<string, WallShown>
  entries: Entry[]
  faults: readonly Fault[]
  throttles: readonly Throttle[]
  sending: Sending
  waiting: readonly Waiting[]
  samples: readonly Sample[]
  /** Since when the sandbox has not answered; undefined while it does. */
  lostAt: number | undefined
  trouble: string | undefined
}

export const store: Store = {
  world: undefined,
  personId: '',
  pageId: '',
  threads: new Map(),
  walls: new Map(),
  entries: [],
  faults: [],
  throttles: [],
  sending: { errors: [], barriers: [] },
  waiting: [],
  samples: [],
  lostAt: undefined,
  trouble: undefined,
}

/** However much happens, the page is drawn at most this often. */
const SHORTEST_MS = 30
const watchers = new Set<() => void>()
const afterDrawing: (() => void)[] = []
let isDrawing = false
let drawnAt = 0

export function watch(watcher: () => void): void {
  watchers.add(watcher)
}

/** Tells the watchers, once for many changes. */
export function changed(): void {
  if (isDrawing) {
    return
  }
  isDrawing = true
  const wait = drawnAt + SHORTEST_MS - performance.now()
  if (wait > 0) {
    setTimeout(tellWatchers, wait)
  } else {
    queueMicrotask(tellWatchers)
  }
}

/** Does something once what was changed is drawn. */
export function afterDraw(act: () => void): void {
  afterDrawing.push(act)
  changed()
}

function tellWatchers(): void {
  isDrawing = false
  drawnAt = performance.now()
  for (const watcher of watchers) {
    watcher()
  }
  for (const act of afterDrawing.splice(0)) {
    act()
  }
}

/** Does what a person asked for; what goes wrong is told on the page. True when it worked. */
export async function told(act: () => Promise<unknown>): Promise<boolean> {
  const worked = await tried(act)
  if (worked) {
    store.trouble = undefined
  }
  return worked
}

const underWay = new Set<string>()

/** As `told`, but not again while the same is under way: a button tapped twice acts once. */
export async function toldOnce(key: string, act: () => Promise<unknown>): Promise<void> {
  if (!underWay.has(key)) {
    underWay.add(key)
    await told(act)
    underWay.delete(key)
  }
  changed()
}

/** What the page does by itself: it tells its own trouble, and leaves standing what a person has to read. */
export async function tried(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (cause) {
    store.trouble = cause instanceof Error ? cause.message : String(cause)
    return false
  } finally {
    changed()
  }
}

/** The world's time now, in milliseconds. */
export function worldNow(): number {
  return Date.now() + (store.world?.clock_offset_ms ?? 0)
}

export function threadKey(pageId: string, personId: string): string {
  return `${pageId} ${personId}`
}

export function threadOf(pageId: string, personId: string) {
  return store.world?.conversations.find((each) => each.page_id === pageId && each.person_id === personId)
}

export function pageWith(id: string): Page | undefined {
  return store.world?.pages.find((page) => page.id === id)
}

export function personWith(id: string): Person | undefined {
  return store.world?.people.find((person) => person.id === id)
}

export function isUnread(thread: Pick<Marks, 'read_up_to'> & { readonly last_message?: Message }): boolean {
  return thread.last_message?.from === 'page' && thread.last_message.timestamp > thread.read_up_to
}
