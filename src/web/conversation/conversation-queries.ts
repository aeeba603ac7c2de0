import { infiniteQueryOptions, type InfiniteData } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Line } from '../api/types.ts'

const LINES_PER_PAGE = 100

/** What is held of a conversation, the newest page first. */
export type LinePages = InfiniteData<LinePage, string | undefined>
type LinePage = { readonly messages: readonly Line[]; readonly previousCursor: string | null }

/** The newest lines first; each further page holds the lines before. */
export function linesQuery(ticketId: string) {
  return infiniteQueryOptions({
    queryKey: keys.messages(ticketId),
    queryFn: ({ pageParam, signal }): Promise<LinePage> =>
      ask('GET /api/v1/tickets/:ticketId/messages', {
        params: { ticketId },
        query: { limit: LINES_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.previousCursor ?? undefined,
  })
}
