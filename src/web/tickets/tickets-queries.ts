import { infiniteQueryOptions, queryOptions, skipToken, useQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query'
import type { DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Folder, FolderCounts as Answer, Ticket } from '../api/types.ts'
import type { ShownFolder } from './folders.ts'

const PAGE_SIZE = 50

export function ticketListQuery({ folder, sort, deadlineKind }: ShownFolder) {
  return infiniteQueryOptions({
    queryKey: keys.ticketList(folder, sort, deadlineKind),
    queryFn: async ({ pageParam, signal }): Promise<TicketPage> => {
      const page = await ask('GET /api/v1/tickets', {
        query: { folder, sort, deadlineKind, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      })
      return { ...page, end: page.tickets.at(-1) }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** `end`: the ticket that the page ended with when it was fetched; it may have moved since. */
export type TicketPage = { readonly tickets: readonly Ticket[]; readonly nextCursor: string | null; readonly end: Ticket | undefined }

/** What is held of a list. */
export type TicketPages = InfiniteData<TicketPage, string | undefined>

/** Whether an answer gets old by the clock alone: the counts, and lists that ask how long a window is open. */
export function isByClock(queryKey: QueryKey): boolean {
  const [noun, what, folder, sort] = queryKey
  return noun === 'tickets' && (what === 'folders' || folder === 'ending-soon' || folder === 'before-back' || sort === 'expiring')
}

export const folderCountsQuery = queryOptions({
  queryKey: keys.folders,
  queryFn: ({ signal }) => ask('GET /api/v1/ticket-folders', { signal }),
})

type FolderCounts = {
  readonly of: (folder: Folder) => number
  /** Of a folder of what ends, how many end so. */
  readonly ofKind: (folder: Folder, kind: DeadlineKind) => number
  /** Tickets in which a customer waits for our answer. */
  readonly unanswered: number
  /** When people are back, from two hours before the end of a working day. */
  readonly backAt: Date | undefined
}

export function useFolderCounts(): FolderCounts {
  return countsOf(useQuery(folderCountsQuery).data)
}

export function countsOf(data: Answer | undefined): FolderCounts {
  const counted = (folder: Folder) => data?.folders.find((each) => each.folder === folder)
  return {
    of: (folder) => counted(folder)?.count ?? 0,
    ofKind: (folder, wanted) => counted(folder)?.kinds?.find(({ kind }) => kind === wanted)?.count ?? 0,
    unanswered: data?.unansweredTickets ?? 0,
    backAt: typeof data?.backAt === 'string' ? new Date(data.backAt) : undefined,
  }
}

export function ticketQuery(ticketId: string) {
  return queryOptions({
    queryKey: keys.ticket(ticketId),
    queryFn: ({ signal }) => ask('GET /api/v1/tickets/:ticketId', { params: { ticketId }, signal }),
  })
}

/**
 * What became of a ticket that is gone while it was open: the one that took it over, where there is one. No desk is asked: an event told it, or the
 * refusal of what was written there.
 */
/** `isErased`: with its channel, and it is nowhere. */
export type TakenOver = { readonly into: string | null; readonly isErased?: true }

export function takenOverQuery(ticketId: string) {
  return queryOptions<TakenOver>({ queryKey: keys.takenOver(ticketId), queryFn: skipToken })
}

export function clientQuery(clientId: string) {
  return queryOptions({
    queryKey: keys.client(clientId),
    queryFn: ({ signal }) => ask('GET /api/v1/clients/:clientId', { params: { clientId }, signal }),
  })
}
