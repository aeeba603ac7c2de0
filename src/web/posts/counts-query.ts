import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '#api/contract/endpoints.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'

export type PublicCounts = AnswerOf<'GET /api/v1/posts/counts'>

export function publicCountsQuery(channelId?: string) {
  return queryOptions({
    queryKey: keys.publicCounts(channelId),
    queryFn: ({ signal }) => ask('GET /api/v1/posts/counts', { query: { channelId }, signal }),
  })
}

/** How much of what everybody reads waits for an answer, in all tabs together. */
export function usePublicUnanswered(): number {
  const { data } = useQuery(publicCountsQuery())
  return data === undefined ? 0 : Object.values(data.tabs).reduce((sum, { unanswered }) => sum + unanswered, 0)
}
