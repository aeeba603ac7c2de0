import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { keys } from '../api/query-client.ts'
import { useTitleCount } from '../ui/use-document-title.ts'
import { useNow } from '../ui/use-now.ts'
import { deadlineIn } from '../conversation/deadline-view.ts'
import { isLookDue } from './next-look.ts'
import { isByClock, useFolderCounts, type TicketPages } from './tickets-queries.ts'

/** Shows nothing. Keeps in step what no event tells: windows that come near their end, and the number in the browser's tab. */
export function TicketsWatch() {
  useTitleCount(useFolderCounts().unanswered)
  useWindowClock()
  return null
}

/** A hidden tab rests, and looks as soon as it is seen again. */
function useWindowClock(): void {
  const queryClient = useQueryClient()
  const now = useNow(1000)
  const lookedAt = useRef(now)
  useEffect(() => {
    if (document.hidden || !isLookDue(closingsHeld(queryClient, lookedAt.current), { since: lookedAt.current, now })) {
      return
    }
    lookedAt.current = now
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isByClock(queryKey) })
  }, [now, queryClient])
}

function closingsHeld(queryClient: QueryClient, since: Date): readonly Date[] {
  const lists = queryClient.getQueriesData<TicketPages>({ queryKey: keys.ticketLists })
  const tickets = lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.tickets) ?? [])
  return tickets.flatMap((ticket) => deadlineIn(ticket, since)?.until ?? [])
}
