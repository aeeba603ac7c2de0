import {
  loadAll,
  loadFaults,
  loadWall,
  takeChangedMessage,
  takeClock,
  takeEntry,
  takeMarks,
  takeMessage,
  takeNews,
  takeWaiting,
  takeWorld,
} from './news.ts'
import { changed, store, told, tried, worldNow } from './store.ts'
import type { Entry, Marks, Message } from './types.ts'

const SOON_MS = 250
/** Calls of an app that change what a Page shows in Messenger; nothing else tells of them. */
const CHANGES_PAGES = /messenger_profile|subscribed_apps|custom_user_settings/

/** Listens to all that happens. The browser comes back by itself after a break; then everything is loaded anew. */
export function listen(): void {
  const source = new EventSource('/sandbox/events')
  source.addEventListener('hello', () => {
    store.lostAt = undefined
    void refresh()
  })
  source.addEventListener('error', () => {
    store.lostAt ??= worldNow()
    changed()
  })
  on<Marks & { psid: string; message: Message }>(source, 'message', takeMessage)
  on<Marks & { message: Message }>(source, 'message-changed', takeChangedMessage)
  on<Marks>(source, 'marks', takeMarks)
  on<Entry>(source, 'journal', (entry) => {
    takeEntry(entry)
    if (entry.fault !== null) {
      soon('faults', loadFaults)
    }
    if (entry.direction === 'out') {
      soon('waiting', takeWaiting)
    } else if (entry.method !== 'GET' && CHANGES_PAGES.test(entry.path)) {
      soon('world', takeWorld)
    }
  })
  on<{ now: number; clock_offset_ms: number }>(source, 'clock', takeClock)
  on<{ page_id: string }>(source, 'wall', (news) => {
    if (store.walls.has(news.page_id)) {
      soon(`wall ${news.page_id}`, () => loadWall(news.page_id))
    }
  })
  on(source, 'reset', () => soon('refresh', loadAll))
  on(source, 'cast', () => soon('refresh', loadAll))
}

/** Loads all; what goes wrong is told on the page. */
async function refresh(): Promise<void> {
  await told(loadAll)
}

const underWay = new Set<string>()

/** Once for many of a kind: a hundred comments in a row load the wall a few times, not a hundred. */
function soon(key: string, act: () => Promise<void>): void {
  if (underWay.has(key)) {
    return
  }
  underWay.add(key)
  setTimeout(() => {
    underWay.delete(key)
    void tried(act)
  }, SOON_MS)
}

function on<News>(source: EventSource, name: string, take: (news: News) => void): void {
  source.addEventListener(name, (event: MessageEvent<string>) => takeNews(() => take(JSON.parse(event.data) as News)))
}
