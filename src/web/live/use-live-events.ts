import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../api/query-client.ts'
import { deskAhead, onDeskTime, takeDeskTime } from '../ui/desk-time.ts'
import { openEventStream } from './event-stream.ts'
import { isOnItsWay } from '../conversation/outbox-progress.ts'
import { staleKeys } from './stale-keys.ts'

/** A flood of events is one fetch: they are gathered for this long. */
const GATHER_MS = 120

/** Keeps everything held in step with the desk while one is signed in. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    const gathered = new Map<string, QueryKey>()
    let timer: number | undefined

    // One flush at a time: a new fetch never cancels the one before, so a flood cannot starve the screen.
    async function flush(): Promise<void> {
      const due = [...gathered.values()].filter((key) => !isBeingSent(key))
      gathered.clear()
      await Promise.all(due.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
      timer = undefined
      if (gathered.size > 0) {
        gather([])
      }
    }

    function gather(stale: readonly QueryKey[]): void {
      stale.forEach((key) => gathered.set(JSON.stringify(key), key))
      timer ??= window.setTimeout(() => void flush(), GATHER_MS)
    }

    // Folders and windows are about time: after a jump nothing that was fetched is sure.
    let ahead = deskAhead()
    const ignoreTime = onDeskTime(() => {
      if (deskAhead() !== ahead) {
        ahead = deskAhead()
        gather([[]])
      }
    })
    const close = openEventStream({
      onEvent: (event) => gather(staleKeys(event)),
      onReset: () => gather([[]]),
      onReady: () => gather(leftStale(queryClient)),
      onTime: takeDeskTime,
      onRefused: () => gather([keys.session]),
    })
    return () => {
      window.clearTimeout(timer)
      ignoreTime()
      close()
    }
  }, [queryClient])
}

/** What was to be fetched anew while the desk was away, and could not be. */
function leftStale(queryClient: QueryClient): readonly QueryKey[] {
  const queries = queryClient.getQueryCache().getAll()
  return queries.filter(({ state }) => state.isInvalidated || state.status === 'error').map(({ queryKey }) => queryKey)
}

/** While a text of ours is on its way its own answer refreshes the conversation; fetching now would show it twice. */
function isBeingSent([noun, ticketId]: QueryKey): boolean {
  return noun === 'messages' && typeof ticketId === 'string' && isOnItsWay(ticketId)
}
