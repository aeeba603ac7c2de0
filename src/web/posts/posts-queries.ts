import { infiniteQueryOptions, queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { PostAddress } from '../conversation/public/post-query.ts'
import { sortOf, type PostsSearch, type Tab } from './search.ts'
import { postsStaying, threadsStaying, type Stood } from './staying.ts'
import type { PostPage, PostPages, ThreadPage, ThreadPages } from './thread-pages.ts'

const PAGE_SIZE = 50
const firstPage: string | undefined = undefined

/** Where somebody stands just then. */
type Standing = { readonly current: Stood }

/** Whatever comes anew: what is as it was stays the same, and what somebody stands in stays where it is. */
const threadsKept = (stood: Standing) => (before: unknown, now: unknown) =>
  replaceEqualDeep(before, threadsStaying(before as ThreadPages | undefined, now as ThreadPages, stood.current))
const postsKept = (stood: Standing) => (before: unknown, now: unknown) =>
  replaceEqualDeep(before, postsStaying(before as PostPages | undefined, now as PostPages, stood.current))

export function postListQuery({ channelId, having, kind, sort }: PostsSearch, stood: Standing) {
  const asked = { channelId, having, kind, sort: sortOf('own', sort === undefined ? {} : { sort }) }
  return infiniteQueryOptions({
    queryKey: keys.postList(asked),
    queryFn: ({ pageParam, signal }): Promise<PostPage> =>
      ask('GET /api/v1/posts', { query: { ...asked, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page: PostPage) => page.nextCursor ?? undefined,
    structuralSharing: postsKept(stood),
  })
}

/** What is said under a post. Nothing is asked for without a post. */
export function threadsQuery(post: PostAddress | undefined, having: PostsSearch['having'], stood: Standing) {
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
    structuralSharing: threadsKept(stood),
    enabled: post !== undefined,
  })
}

/** What visitors posted, mentions, or reviews, each with what is said below it. */
export function saidQuery(kind: Exclude<Tab, 'own'>, search: PostsSearch, stood: Standing) {
  const asked = { channelId: search.channelId, having: search.having, sort: sortOf(kind, search) }
  return infiniteQueryOptions({
    queryKey: keys.saidInPublic(kind, asked),
    queryFn: ({ pageParam, signal }): Promise<ThreadPage> =>
      ask('GET /api/v1/public/:kind', { params: { kind }, query: { ...asked, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page: ThreadPage) => page.nextCursor ?? undefined,
    structuralSharing: threadsKept(stood),
  })
}

export function reviewMonthsQuery(channelId: string | undefined) {
  return queryOptions({
    queryKey: keys.reviewMonths(channelId),
    queryFn: async ({ signal }) => (await ask('GET /api/v1/public/reviews/months', { query: { channelId }, signal })).months,
  })
}
