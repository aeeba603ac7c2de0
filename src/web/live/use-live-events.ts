import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../api/query-client.ts'
import { useSession } from '../session/session.ts'
import { deskAhead, deskNow, onDeskTime, takeDeskTime } from '../ui/desk-time.ts'
import { openEventStream } from './event-stream.ts'
import { outboxOf, takeFromOutbox } from '../conversation/outbox.ts'
import { isOnItsWay } from '../conversation/outbox-progress.ts'
import { applyEvent } from './apply-event.ts'

/** What the news do not tell is fetched, all that comes within this time in one fetch. */
const GATHER_MS = 120
/** The numbers of the folders change with every message of anybody, and nobody reads them that often. */
const COUNT_EVERY_MS = 2000

/** Keeps everything held in step with the desk while one is signed in. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient()
  const { memberId } = useSession()
  useEffect(() => {
    const gathered = new Map<string, QueryKey>()
    let timer: number | undefined
    let countedAt = 0

    // One flush at a time: a new fetch never cancels the one before, so a flood cannot starve the screen.
    async function flush(): Promise<void> {
      const due = takeDue()
      await Promise.all(due.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
      timer = undefined
      if (gathered.size > 0) {
        gather([])
      }
    }

    function takeDue(): readonly QueryKey[] {
      const mayCount = performance.now() - countedAt >= COUNT_EVERY_MS
      const due = [...gathered].filter(([, key]) => mayCount || !isOfCounts(key))
      due.forEach(([text]) => gathered.delete(text))
      countedAt = due.some(([, key]) => isOfCounts(key)) ? performance.now() : countedAt
      return due.map(([, key]) => key).filter((key) => !isBeingSent(key))
    }

    function gather(stale: readonly QueryKey[]): void {
      stale.forEach((key) => gathered.set(JSON.stringify(key), key))
      timer ??= window.setTimeout(() => void flush(), GATHER_MS)
    }

    function takeKey(key: string): boolean {
      const waits = outboxOf(memberId).some((entry) => entry.key === key)
      takeFromOutbox({ memberId, key })
      return waits
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
      onEvent: (event) =>
        gather(applyEvent({ queryClient, memberId, now: deskNow(), isBeingSent: isOnItsWay, takeFromOutbox: takeKey }, event)),
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
  }, [queryClient, memberId])
}

/** What was to be fetched anew while the desk was away, and could not be. */
function leftStale(queryClient: QueryClient): readonly QueryKey[] {
  const queries = queryClient.getQueryCache().getAll()
  return queries.filter(({ state }) => state.isInvalidated || state.status === 'error').map(({ queryKey }) => queryKey)
}

function isOfCounts(queryKey: QueryKey): boolean {
  return queryKey.every((part, place) => part === keys.folders[place]) && queryKey.length === keys.folders.length
}

/** While a text of ours is on its way its own answer refreshes the conversation; fetching now would show it twice. */
function isBeingSent([noun, ticketId]: QueryKey): boolean {
  return noun === 'messages' && typeof ticketId === 'string' && isOnItsWay(ticketId)
}
