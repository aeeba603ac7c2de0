import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** What this screen holds, whose it is, and what time it is for the desk. */
export type Held = {
  readonly queryClient: QueryClient
  readonly memberId: string
  readonly userId: string
  readonly now: Date
  /** Whether a text of ours is on its way into a conversation: its own answer puts it there, and the news would show it twice. */
  readonly isBeingSent: (ticketId: string) => boolean
  /** The text of this key has arrived. Whether it waited in this browser, or was on its way from this tab. */
  readonly takeFromOutbox: (key: string) => boolean
  /** What one wrote, or began to write, in a ticket that is gone goes on in the one that took it over. */
  readonly takeTextsAlong: (from: string, into: string) => void
}

/** What is to be fetched again, because the news do not tell it. */
export type Stale = readonly QueryKey[]

type Change<Data> = (data: Data, queryKey: QueryKey) => Data | 'untold'

/**
 * Changes what is held below a key. What is being fetched just now may be older than the news, so it is fetched once more; what is
 * to be fetched anyway is left alone.
 */
export function patch<Data>({ queryClient }: Held, queryKey: QueryKey, change: Change<Data>): Stale {
  const queries = queryClient.getQueryCache().findAll({ queryKey })
  return queries.flatMap(({ queryKey: key, state }) => {
    const isFetching = state.fetchStatus !== 'idle'
    const data = queryClient.getQueryData<Data>(key)
    if (data === undefined || state.isInvalidated) {
      return isFetching ? [key] : []
    }
    const next = change(data, key)
    if (next === 'untold') {
      return [key]
    }
    if (next !== data) {
      queryClient.setQueryData(key, next)
    }
    return isFetching ? [key] : []
  })
}
