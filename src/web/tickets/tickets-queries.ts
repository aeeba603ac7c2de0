import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Folder } from '../api/types.ts'
import type { TicketSort } from './folders.ts'

const PAGE_SIZE = 50
const MESSAGES_PER_PAGE = 100

export function ticketListQuery(folder: Folder, sort: TicketSort) {
  return infiniteQueryOptions({
    queryKey: keys.ticketList(folder, sort),
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/tickets', {
          params: { query: { folder, sort, limit: PAGE_SIZE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

const folderCountsQuery = queryOptions({
  queryKey: keys.folders,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/ticket-folders', { signal })),
})

export function useFolderCounts(): { readonly of: (folder: Folder) => number; readonly unanswered: number } {
  const { data } = useQuery(folderCountsQuery)
  return {
    of: (folder) => data?.folders.find((each) => each.folder === folder)?.count ?? 0,
    unanswered: data?.unansweredCount ?? 0,
  }
}

export function ticketQuery(ticketId: string) {
  return queryOptions({
    queryKey: keys.ticket(ticketId),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/tickets/{ticketId}', { params: { path: { ticketId } }, signal })),
  })
}

/** The newest lines first; each further page holds the lines before. */
export function messagesQuery(ticketId: string) {
  return infiniteQueryOptions({
    queryKey: keys.messages(ticketId),
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/tickets/{ticketId}/messages', {
          params: { path: { ticketId }, query: { limit: MESSAGES_PER_PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.previousCursor ?? undefined,
  })
}

export function clientQuery(clientId: string) {
  return queryOptions({
    queryKey: keys.client(clientId),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/clients/{clientId}', { params: { path: { clientId } }, signal })),
  })
}
