import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { sortOf, type PostsSearch, type Tab } from './search.ts'
import type { ThreadPage } from './thread-pages.ts'

const PAGE_SIZE = 50
const firstPage: string | undefined = undefined

export function postListQuery({ channelId, having, kind, sort }: PostsSearch) {
  const asked = { channelId, having, kind, sort: sortOf('own', sort === undefined ? {} : { sort }) }
  return infiniteQueryOptions({
    queryKey: keys.postList(asked),
    queryFn: ({ pageParam, signal }) => ask('GET /api/v1/posts', { query: { ...asked, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export type PostAddress = { readonly channelId: string; readonly postId: string }

/** What is said under a post. Nothing is asked for without a post. */
export function threadsQuery(post: PostAddress | undefined, having: PostsSearch['having']) {
  const params = post ?? { channelId: '', postId: '' }
  return infiniteQueryOptions({
    queryKey: keys.threadsOfPost(params.channelId, params.postId, having),
    queryFn: ({ pageParam, signal }): Promise<ThreadPage> =>
      ask('GET /api/v1/channels/:channelId/posts/:postId/threads', {
        params,
        query: { having, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page: ThreadPage) => page.nextCursor ?? undefined,
    enabled: post !== undefined,
  })
}

/** What visitors posted, mentions, or reviews, each with what is said below it. */
export function saidQuery(kind: Exclude<Tab, 'own'>, search: PostsSearch) {
  const asked = { channelId: search.channelId, having: search.having, sort: sortOf(kind, search) }
  return infiniteQueryOptions({
    queryKey: keys.saidInPublic(kind, asked),
    queryFn: ({ pageParam, signal }): Promise<ThreadPage> =>
      ask('GET /api/v1/public/:kind', { params: { kind }, query: { ...asked, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page: ThreadPage) => page.nextCursor ?? undefined,
  })
}

export function reviewMonthsQuery(channelId: string | undefined) {
  return queryOptions({
    queryKey: keys.reviewMonths(channelId),
    queryFn: async ({ signal }) => (await ask('GET /api/v1/public/reviews/months', { query: { channelId }, signal })).months,
  })
}
