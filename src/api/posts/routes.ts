import { z } from 'zod'
import { rightFor } from '#domain/acts/right-for.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Desk } from '#desk/desk.ts'
import { idempotent } from '#desk/idempotent.ts'
import { moderateMany } from '#desk/moderation/moderate-many.ts'
import { isChannelOf } from '#storage/channels.ts'
import { countPosts } from '#storage/posts/counts.ts'
import { POST_KINDS } from '#storage/posts/kind.ts'
import { listPosts } from '#storage/posts/list.ts'
import { isPostKnown, readPost } from '#storage/posts/post.ts'
import { countReviews } from '#storage/posts/reviews.ts'
import { threadsOfKind, threadsOfPost } from '#storage/posts/threads.ts'
import type { ApiContext } from '../context.ts'
import { viewerOf } from '../conversation/viewer.ts'
import type { Api } from '../server/api.ts'
import { decodePlaceCursor, encodePlaceCursor } from '../server/cursor.ts'
import * as contract from './contract.ts'
import { presentPost, presentReviewMonth, presentThread } from './present.ts'

export function registerPosts(app: Api, context: ApiContext): void {
  registerPostsThemselves(app, context)
  registerSaid(app, context)
  registerActs(app, context)
}

const NO_SUCH_POST = 'There is no such post.'

function registerPostsThemselves(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'ticket.read' } as const
  app.route({
    ...contract.getPost,
    config,
    handler: async ({ actor, params }) => {
      const post = await readPost(desk.db, { workspaceId: actor.workspaceId, ...params })
      if (!post) {
        throw new DeskError('not-found', NO_SUCH_POST)
      }
      return presentPost(params, post, viewerOf(actor))
    },
  })
  app.route({
    ...contract.listPosts,
    config,
    handler: async ({ actor, query: { channelId, having, kind, sort, limit, cursor } }) => {
      await requireChannel(desk, actor, channelId)
      const after = decodePlaceCursor(cursor, z.string().max(100))
      const page = { channelId, having, sort, limit, after, kinds: kind === undefined ? POST_KINDS : [kind] }
      const { posts, next } = await listPosts(desk.db, actor.workspaceId, page)
      return { posts: posts.map((post) => presentPost(post, post, viewerOf(actor))), nextCursor: next ? encodePlaceCursor(next) : null }
    },
  })
  app.route({
    ...contract.countPosts,
    config,
    handler: async ({ actor, query: { channelId } }) => {
      await requireChannel(desk, actor, channelId)
      const { counts, tabs } = await countPosts(desk.db, { workspaceId: actor.workspaceId, channelId })
      return { ...counts, tabs: { posts: tabs.post, visitorPosts: tabs['visitor-post'], mentions: tabs.mention, reviews: tabs.review } }
    },
  })
  app.route({
    ...contract.listThreads,
    config,
    handler: async ({ actor, params, query: { having, limit, cursor } }) => {
      const key = { workspaceId: actor.workspaceId, ...params }
      if (!(await isPostKnown(desk.db, key))) {
        throw new DeskError('not-found', NO_SUCH_POST)
      }
      const { threads, next } = await threadsOfPost(desk.db, key, { having, limit, after: decodePlaceCursor(cursor, z.uuid()) })
      return { threads: threads.map((thread) => presentThread(thread, viewerOf(actor))), nextCursor: next ? encodePlaceCursor(next) : null }
    },
  })
}

const KINDS = { 'visitor-posts': 'visitor-post', mentions: 'mention', reviews: 'review' } as const
const MONTHS = 24

function registerSaid(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'ticket.read' } as const
  app.route({
    ...contract.listSaid,
    config,
    handler: async ({ actor, params, query: { channelId, having, sort, limit, cursor } }) => {
      await requireChannel(desk, actor, channelId)
      const page = { kind: KINDS[params.kind], channelId, having, sort, limit, after: decodePlaceCursor(cursor, z.uuid()) }
      const { threads, next } = await threadsOfKind(desk.db, actor.workspaceId, page)
      return {
        threads: threads.map((thread) => ({ ...presentThread(thread, viewerOf(actor)), channel: { ...thread.channel } })),
        nextCursor: next ? encodePlaceCursor(next) : null,
      }
    },
  })
  app.route({
    ...contract.countReviews,
    config,
    handler: async ({ actor, query: { channelId } }) => {
      await requireChannel(desk, actor, channelId)
      const months = await countReviews(desk.db, { workspaceId: actor.workspaceId, channelId, months: MONTHS, now: desk.now() })
      return { months: months.map(presentReviewMonth) }
    },
  })
}

/** Whose channel it is decides, so that a list is never empty for a wrong reason. */
async function requireChannel(
  desk: Desk,
  { workspaceId }: { readonly workspaceId: WorkspaceId },
  channelId: ChannelId | undefined,
): Promise<void> {
  if (channelId !== undefined && !(await isChannelOf(desk.db, { workspaceId, channelId }))) {
    throw new DeskError('not-found', 'There is no such channel.')
  }
}

function registerActs(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.moderateMany,
    config: { permission: rightFor('hide', { isPublic: true }) },
    handler: async ({ actor, headers, body }) => {
      const results = await idempotent(desk, actor, {
        key: headers['idempotency-key'],
        request: ['moderate-many', body],
        act: (inside) => moderateMany(inside, actor, body),
      })
      return { results: results.map(({ messageId, refusal }) => ({ messageId, refusal: refusal ? { ...refusal } : null })) }
    },
  })
}
