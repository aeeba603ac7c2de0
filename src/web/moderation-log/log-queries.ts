import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { PublicActName } from '#domain/acts/act-name.ts'
import type { ActResult } from '#domain/acts/result.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { boundsOf } from './log-period.ts'
import type { LogSearch } from './search.ts'

/** What the desk is asked with. */
export type LogFilter = {
  readonly from?: string
  readonly to?: string
  readonly by?: string
  readonly act?: PublicActName
  readonly channelId?: string
  readonly result?: ActResult
}

export function filterOf({ by, act, channel, result, ...period }: LogSearch, now: Date): LogFilter {
  return {
    ...boundsOf(period, now),
    ...(by === undefined ? {} : { by }),
    ...(act === undefined ? {} : { act }),
    ...(channel === undefined ? {} : { channelId: channel }),
    ...(result === undefined ? {} : { result }),
  }
}

/** No event tells of it: whoever opens the log reads it as it is then. */
export function logQuery(filter: LogFilter) {
  return infiniteQueryOptions({
    queryKey: keys.moderationLog(filter),
    queryFn: ({ pageParam, signal }) => ask('GET /api/v1/moderation-log', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  })
}

export const choicesQuery = queryOptions({
  queryKey: keys.moderationLogChoices,
  queryFn: ({ signal }) => ask('GET /api/v1/moderation-log/choices', { signal }),
  staleTime: 0,
})

/** Where the browser saves the file of a filter from. */
export function fileAddress(filter: LogFilter): string {
  const query = new URLSearchParams(filter).toString()
  return `/api/v1/moderation-log/file${query === '' ? '' : `?${query}`}`
}
