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
/** A wall may hold a hundred pages, each a request. */
const isSeldom = (name: string, [noun, what]: QueryKey): boolean => SELDOM.has(name) || (noun === 'public' && what === 'threads')

/** Gathers what is stale and has it fetched, one fetch at a time: a new one never cancels the one before, so a flood cannot starve the screen. */
export function startGathering(fetchAnew: (stale: Stale) => Promise<unknown>) {
  const gathered = new Map<string, QueryKey>()
  const takenAt = new Map<string, number>()
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
    const due = [...gathered].filter(([name]) => now - (takenAt.get(name) ?? -SELDOM_MS) >= SELDOM_MS)
    for (const [name, key] of due) {
      gathered.delete(name)
      if (isSeldom(name, key)) {
        takenAt.set(name, now)
      }
    }
    return due.map(([, key]) => key)
  }

  return { gather, stop: () => clearTimeout(timer) }
}

function nameOf(key: QueryKey): string {
  return JSON.stringify(key)
}
