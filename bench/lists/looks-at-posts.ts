import { encodePlaceCursor } from '#api/server/cursor.ts'
import type { ChannelId } from '#domain/ids.ts'
import type { Database } from '#storage/database.ts'
import { countPosts } from '#storage/posts/counts.ts'
import { POST_KINDS } from '#storage/posts/kind.ts'
import { listPosts } from '#storage/posts/list.ts'
import { threadsOfKind, threadsOfPost } from '#storage/posts/threads.ts'
import type { Place } from '#storage/posts/walk.ts'
import type { Look, Seat } from './look.ts'

const PAGE = 50
const DEEP_PAGE = 40

/** The Posts section: posts in both orders, the threads of the one with thousands of comments, reviews, and how much there is. */
export async function looksAtPosts(database: Database, seat: Seat): Promise<Look[]> {
  const { db } = database
  const { workspaceId } = seat
  const orders = (['newest', 'unanswered'] as const).flatMap((sort) => [1, DEEP_PAGE].map((pages) => ({ sort, pages })))
  const { channelId, postId } = await longest(database, seat)
  const key = { workspaceId, channelId, postId }
  const of = { channelId: undefined, having: undefined, limit: PAGE } as const
  return [
    ...(await Promise.all(orders.map((order) => postsBy(database, seat, order)))),
    ...(await Promise.all(
      [1, DEEP_PAGE].map((pages) =>
        lookAt(pages, {
          name: 'threads of a post of thousands of comments',
          path: `/api/v1/channels/${channelId}/posts/${postId}/threads?limit=${PAGE}`,
          page: async (after) => {
            const { threads, next } = await threadsOfPost(db, key, { having: undefined, limit: PAGE, after })
            return { ids: threads.flatMap(({ lines }) => lines.map(({ id }) => id)), next }
          },
        }),
      ),
    )),
    await lookAt(1, {
      name: 'reviews by unanswered',
      path: `/api/v1/public/reviews?sort=unanswered&limit=${PAGE}`,
      page: async (after) => {
        const { threads, next } = await threadsOfKind(db, workspaceId, { ...of, kind: 'review', sort: 'unanswered', after })
        return { ids: threads.flatMap(({ lines }) => lines.map(({ id }) => id)), next }
      },
    }),
    {
      name: 'counts of posts',
      ask: () => countPosts(db, { workspaceId, channelId: undefined }),
      path: '/api/v1/posts/counts',
      known: { table: 'entries', ids: [] },
    },
  ]
}

async function postsBy(
  { db }: Database,
  { workspaceId }: Seat,
  { sort, pages }: { sort: 'newest' | 'unanswered'; pages: number },
): Promise<Look> {
  return await lookAt(pages, {
    name: `posts by ${sort}`,
    path: `/api/v1/posts?sort=${sort}&limit=${PAGE}`,
    page: async (after) => {
      const wanted = { channelId: undefined, kinds: POST_KINDS, having: undefined, sort, limit: PAGE, after }
      const { posts, next } = await listPosts(db, workspaceId, wanted)
      return { ids: posts.flatMap(({ said }) => said?.id ?? []), next }
    },
  })
}

type List = {
  readonly name: string
  readonly path: string
  page(after: Place | undefined): Promise<{ readonly ids: readonly string[]; readonly next: Place | undefined }>
}

/** That page of the list, or its last one. */
async function lookAt(pages: number, { name, path, page }: List): Promise<Look> {
  let after: Place | undefined
  let found = await page(after)
  for (let walked = 1; walked < pages && found.next; walked += 1) {
    after = found.next
    found = await page(after)
  }
  return {
    name: `${name}, ${pages === 1 ? 'first page' : `page ${pages}`}`,
    ask: () => page(after),
    path: after ? `${path}&cursor=${encodePlaceCursor(after)}` : path,
    known: { table: 'entries', ids: found.ids },
  }
}

async function longest({ db }: Database, { workspaceId }: Seat): Promise<{ channelId: ChannelId; postId: string }> {
  return await db
    .selectFrom('posts')
    .select(['channel_id as channelId', 'post_id as postId'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('comments', 'desc')
    .limit(1)
    .$narrowType<{ channelId: ChannelId }>()
    .executeTakeFirstOrThrow()
}
