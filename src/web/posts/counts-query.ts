import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '#api/contract/endpoints.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { TABS, type Tab } from './search.ts'

export type PublicCounts = AnswerOf<'GET /api/v1/posts/counts'>

export function publicCountsQuery(channelId?: string) {
  return queryOptions({
    queryKey: keys.publicCounts(channelId),
    queryFn: ({ signal }) => ask('GET /api/v1/posts/counts', { query: { channelId }, signal }),
  })
}

/** How much waits for an answer in a tab: comments under the posts of the Pages, and else each thing that was said. */
export function unansweredIn(counts: PublicCounts, tab: Tab): number {
  return tab === 'own' ? counts.unanswered : counts.tabs[COUNTED[tab]].unanswered
}

export const COUNTED = {
  'visitor-posts': 'visitorPosts',
  mentions: 'mentions',
  reviews: 'reviews',
} as const satisfies Record<Exclude<Tab, 'own'>, keyof PublicCounts['tabs']>

/** The same in all tabs together. */
export function usePublicUnanswered(): number {
  const { data } = useQuery(publicCountsQuery())
  return data === undefined ? 0 : TABS.reduce((sum, tab) => sum + unansweredIn(data, tab), 0)
}
