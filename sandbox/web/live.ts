import type { Entry, Marks, Message } from './api.ts'
import { changed, loadAll, store, takeClock, takeEntry, takeMarks, takeMessage } from './store.ts'

/** Listens to all that happens. The browser comes back by itself after a break; then everything is loaded anew. */
export function listen(): void {
  const source = new EventSource('/sandbox/events')
  source.addEventListener('hello', () => {
    store.isLive = true
    void refresh()
  })
  source.addEventListener('error', () => {
    store.isLive = false
    changed()
  })
  on<Marks & { psid: string; message: Message }>(source, 'message', takeMessage)
  on<Marks>(source, 'marks', takeMarks)
  on<Entry>(source, 'journal', takeEntry)
  on<{ now: number; clock_offset_ms: number }>(source, 'clock', takeClock)
  on(source, 'reset', () => void refresh())
  on(source, 'cast', () => void refresh())
}

/** Loads all; what goes wrong is told on the page. */
export async function refresh(): Promise<void> {
  try {
    await loadAll()
    store.trouble = undefined
  } catch (cause) {
    store.trouble = cause instanceof Error ? cause.message : String(cause)
  }
  changed()
}

function on<News>(source: EventSource, name: string, take: (news: News) => void): void {
  source.addEventListener(name, (event: MessageEvent<string>) => take(JSON.parse(event.data) as News))
}
