import type { QueryKey } from '@tanstack/react-query'
import { keys } from '../api/query-client.ts'
import type { Stale } from './held.ts'

/** What the news do not tell is fetched, all that comes within this time in one fetch. */
const GATHER_MS = 120
/** What changes with every message of anybody, or with all that a channel tells, nobody reads that often. */
const SELDOM_MS = 2000
const SELDOM: ReadonlySet<string> = new Set(
  [keys.folders, keys.shownChannels, keys.postLists, keys.allPublicCounts, keys.allReviewMonths].map(nameOf),
)
/**
 * One reply is told three times, as queued, on its way and sent: its numbers follow each of it at once. So many fetches may come
 * together, after which there is one every `SELDOM_MS` as of all else that is fetched seldom.
 */
const AT_ONCE = 3
const COUNTED: ReadonlySet<string> = new Set([keys.folders, keys.allPublicCounts].map(nameOf))
/** A wall may hold a hundred pages, each a request. */
const isSeldom = (name: string, [noun, what]: QueryKey): boolean => SELDOM.has(name) || (noun === 'public' && what === 'threads')

/** Gathers what is stale and has it fetched, one fetch at a time: a new one never cancels the one before, so a flood cannot starve the screen. */
export function startGathering(fetchAnew: (stale: Stale) => Promise<unknown>) {
  const gathered = new Map<string, QueryKey>()
  /** When what is fetched seldom would be due, were it fetched evenly. */
  const evenlyAt = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function gather(stale: Stale): void {
    stale.forEach((key) => gathered.set(nameOf(key), key))
    timer ??= setTimeout(() => void flush(), GATHER_MS)
  }

  async function flush(): Promise<void> {
    await fetchAnew(takeDue())
    timer = undefined
    if (gathered.size > 0) {
      gather([])
    }
  }

  function takeDue(): Stale {
    const now = performance.now()
    const due = [...gathered].filter(([name]) => now >= (evenlyAt.get(name) ?? now) - leadOf(name))
    for (const [name, key] of due) {
      gathered.delete(name)
      if (isSeldom(name, key)) {
        evenlyAt.set(name, Math.max(now, evenlyAt.get(name) ?? now) + SELDOM_MS)
      }
    }
    return due.map(([, key]) => key)
  }

  return { gather, stop: () => clearTimeout(timer) }
}

/** By how much it may come before its even time. */
function leadOf(name: string): number {
  return COUNTED.has(name) ? (AT_ONCE - 1) * SELDOM_MS : 0
}

function nameOf(key: QueryKey): string {
  return JSON.stringify(key)
}
