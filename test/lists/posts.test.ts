import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelId } from '#domain/ids.ts'
import { countPosts } from '#storage/posts/counts.ts'
import { POST_KINDS } from '#storage/posts/kind.ts'
import { listPosts } from '#storage/posts/list.ts'
import { countReviews } from '#storage/posts/reviews.ts'
import { threadsOfKind, threadsOfPost, type Thread } from '#storage/posts/threads.ts'
import type { Place, Wanted } from '#storage/posts/walk.ts'
import { plansOf, type Plan } from '#test/plans.ts'
import { faultsOf as faultsIn, largeTables } from './faults-of.ts'
import { openFilledDesk, type FilledDesk } from './filled-desk.ts'

/** A Posts section in which a plan that reads too much would be the slower one. */
const SIZE = { tickets: 100, longConversation: 0, posts: 3000, commentsOfOne: 5000 }
const LONG = `8${SIZE.posts + 1}`
const PAGE = 50
const DAY_MS = 24 * 3_600_000

let desk: FilledDesk
let large: ReadonlySet<string>
let channelId: ChannelId

beforeAll(async () => {
  desk = await openFilledDesk(SIZE)
  const { db } = desk.database
  large = await largeTables(db)
  expect(large).toEqual(new Set(['clients', 'conversations', 'entries', 'identities', 'posts', 'threads', 'tickets']))
  const { id } = await db
    .selectFrom('channels')
    .select('id')
    .where('workspace_id', '=', desk.question.workspaceId)
    .executeTakeFirstOrThrow()
  channelId = id as ChannelId
}, 120_000)

afterAll(() => desk.close())

const faultsOf = (plans: readonly Plan[], bounds: { sorted: number; passedOver: number }) => faultsIn(plans, { large, ...bounds })

const SORTS = ['newest', 'unanswered'] as const
const HAVINGS = [undefined, 'unanswered', 'hidden'] as const
const WAYS = SORTS.flatMap((sort) => HAVINGS.map((having) => [sort, having] as const))

/** The beginning of a list, and a place far in. */
const places = (id: string): (Place | undefined)[] => [
  undefined,
  { unanswered: 0, at: new Date(desk.question.now.getTime() - 300 * DAY_MS), channelId, id },
]
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

test.each(WAYS)(
  'a page of posts by %s, of those %s, is read along an index, of each channel or one, of each kind or one',
  async (sort, having) => {
    const { workspaceId } = desk.question
    for (const after of places('~')) {
      for (const narrowed of [
        { channelId: undefined, kinds: POST_KINDS },
        { channelId, kinds: ['photo'] as const },
      ]) {
        const page = { ...narrowed, having, sort, limit: PAGE, after }
        const plans = await plansOf(desk.database, (db) => listPosts(db, workspaceId, page))
        // A page of each kind is merged to one.
        expect(faultsOf(plans, { sorted: POST_KINDS.length * (PAGE + 1), passedOver: 1 })).toEqual([])
      }
    }
  },
)

test.each(HAVINGS)(
  'a page of the threads of a post of 5,000 comments, of those %s, is read along an index, in few questions',
  async (having) => {
    const { workspaceId } = desk.question
    const key = { workspaceId, channelId, postId: LONG }
    for (const after of places(LAST_ID)) {
      const plans = await plansOf(desk.database, (db) => threadsOfPost(db, key, { having, limit: PAGE, after }))
      expect(plans.length).toBeLessThanOrEqual(3 * 2)
      expect(faultsOf(plans, { sorted: PAGE + 1, passedOver: 2 * PAGE })).toEqual([])
    }
  },
)

test.each(WAYS)('a page of reviews and of mentions by %s, of those %s, is read along an index', async (sort, having) => {
  const { workspaceId } = desk.question
  for (const kind of ['review', 'mention', 'visitor-post'] as const) {
    for (const after of places(LAST_ID)) {
      const page = { kind, channelId: undefined, having, sort, limit: PAGE, after }
      const plans = await plansOf(desk.database, (db) => threadsOfKind(db, workspaceId, page))
      expect(faultsOf(plans, { sorted: PAGE + 1, passedOver: 2 * PAGE })).toEqual([])
    }
  }
})

test('how much there is, and what reviews gave, is read along indexes', async () => {
  const { workspaceId, now } = desk.question
  const plans = [
    ...(await plansOf(desk.database, (db) => countPosts(db, { workspaceId, channelId: undefined }))),
    ...(await plansOf(desk.database, (db) => countReviews(db, { workspaceId, channelId: undefined, months: 24, now }))),
  ]
  expect(faultsOf(plans, { sorted: SIZE.posts, passedOver: 0 })).toEqual([])
})

/** All of a list, page by page. */
async function walked<One>(
  page: (after: Place | undefined) => Promise<{ readonly ones: readonly One[]; readonly next: Place | undefined }>,
): Promise<One[]> {
  const all: One[] = []
  for (let after: Place | undefined; ;) {
    const { ones, next } = await page(after)
    all.push(...ones)
    if (!next) {
      return all
    }
    after = next
  }
}

const later = (one: Date, other: Date) => other.getTime() - one.getTime()
type Known = { at: Date; unanswered: number; hidden: number; id: string }

/** What a list holds, without an index and without a page. */
function inOrder(known: readonly Known[], { sort, having }: Pick<Wanted, 'sort' | 'having'>): string[] {
  return known
    .filter((one) => having === undefined || one[having] > 0)
    .toSorted((a, b) => (sort === 'unanswered' ? b.unanswered - a.unanswered : 0) || later(a.at, b.at) || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id)
}

test.each(WAYS)('the list of posts by %s, of those %s, holds what it says, in its order, over all pages', async (sort, having) => {
  const { db } = desk.database
  const { workspaceId } = desk.question
  const known = await db
    .selectFrom('posts')
    .select(['listed_at as at', 'unanswered', 'hidden', 'post_id as id'])
    .where('workspace_id', '=', workspaceId)
    .where('listed_at', 'is not', null)
    .$narrowType<{ at: Date }>()
    .execute()
  const ids = await walked(async (after) => {
    const { posts, next } = await listPosts(db, workspaceId, { channelId: undefined, kinds: POST_KINDS, having, sort, limit: 100, after })
    return { ones: posts.map(({ postId }) => postId), next }
  })
  expect(ids.length).toBeGreaterThan(3)
  expect(ids).toEqual(inOrder(known, { sort, having }))
})

test.each(HAVINGS)('the threads of a post, of those %s, are told over all pages', async (having) => {
  const { db } = desk.database
  const { workspaceId } = desk.question
  const known = await db
    .selectFrom('threads')
    .select(['said_at as at', 'unanswered', 'hidden', 'conversation_id as id', 'head_id as head'])
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', LONG)
    .execute()
  const threads = await walked<Thread>(async (after) => {
    const page = await threadsOfPost(db, { workspaceId, channelId, postId: LONG }, { having, limit: 100, after })
    return { ones: page.threads, next: page.next }
  })
  const heads = new Map(known.map(({ id, head }) => [id, head]))
  expect(threads.length).toBeGreaterThan(3)
  expect(threads.map(({ lines: [head] }) => head?.id)).toEqual(inOrder(known, { sort: 'newest', having }).map((id) => heads.get(id)))
})
