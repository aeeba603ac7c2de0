import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'

const LINES_PER_PAGE = 100

/** The newest lines first; each further page holds the lines before. */
export function linesQuery(ticketId: string) {
  return infiniteQueryOptions({
    queryKey: keys.messages(ticketId),
    queryFn: ({ pageParam, signal }) =>
      ask('GET /api/v1/tickets/:ticketId/messages', {
        params: { ticketId },
        query: { limit: LINES_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.previousCursor ?? undefined,
  })
}
