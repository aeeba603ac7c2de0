import { z } from 'zod'
import { AnyChannelId, AnyMessageId, AnyTicketId } from '../contract/ids.ts'
import { MessagePart } from '../contract/message-parts.ts'
import { CommandHeaders, Instant, type RouteContract, Uuid } from '../contract/route.ts'
import { TicketStatus } from '../contract/ticket-words.ts'
import { Line } from '../conversation/contract.ts'

/** A post as it stands above what is said under it. */
export const Post = z
  .object({
    channelId: Uuid,
    postId: z.string(),
    /** `asked`: Facebook was asked for it. `refused`: it does not give it, and `refusal` says why. */
    state: z.enum(['known', 'asked', 'refused']),
    refusal: z
      .object({ reason: z.enum(['permission-missing', 'gone']), code: z.int(), subcode: z.int().nullable(), facebookMessage: z.string() })
      .nullable(),
    author: z.object({ kind: z.enum(['page', 'visitor']), name: z.string().nullable() }).nullable(),
    text: z.string(),
    /** It was deleted: only administrators are told what it said. */
    withheld: z.boolean(),
    parts: z.array(MessagePart),
    /** Its wordings, the oldest first; empty: never edited. */
    edits: z.array(z.object({ text: z.string(), at: Instant })),
    /** By kind, the most frequent first. */
    reactions: z.array(z.object({ reaction: z.string(), emoji: z.string().nullable(), count: z.int() })),
    writtenAt: Instant.nullable(),
    isPublished: z.boolean(),
    isHidden: z.boolean(),
    removedAt: Instant.nullable(),
    /** Where it can be seen on Facebook. */
    facebookUrl: z.string().nullable(),
  })
  .meta({ id: 'Post' })
export type Post = z.infer<typeof Post>

/** How much is said under a post, or under all of them. */
const CommentCounts = z.object({
  /** Comments of customers that were not deleted, hidden ones too. */
  comments: z.int(),
  /** Those that wait for an answer. */
  unanswered: z.int(),
  hidden: z.int(),
  removed: z.int(),
})

export const PostRow = Post.extend({ counts: CommentCounts, lastCommentAt: Instant.nullable() }).meta({ id: 'PostRow' })
export type PostRow = z.infer<typeof PostRow>

export const getPost = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/posts/:postId',
  schema: {
    tags: ['posts'],
    summary: 'A post, as it stands above what is said under it, and how much that is',
    params: z.object({ channelId: AnyChannelId, postId: z.string().min(1).max(100) }),
    response: { 200: PostRow },
  },
} as const satisfies RouteContract

/** Whose comments, and which, are asked for. */
const Wanted = z.strictObject({
  channelId: AnyChannelId.optional(),
  /** Only what somebody waits for, or what has something hidden. */
  having: z.enum(['unanswered', 'hidden']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
})

export const listPosts = {
  method: 'GET',
  url: '/api/v1/posts',
  schema: {
    tags: ['posts'],
    summary: 'One page of the posts of your Pages',
    querystring: Wanted.extend({
      kind: z.enum(['text', 'photo', 'video', 'link', 'not-available']).optional(),
      sort: z.enum(['newest', 'unanswered']).default('unanswered'),
    }),
    response: { 200: z.object({ posts: z.array(PostRow), nextCursor: z.string().nullable() }) },
  },
} as const satisfies RouteContract

export const countPosts = {
  method: 'GET',
  url: '/api/v1/posts/counts',
  schema: {
    tags: ['posts'],
    summary:
      'How much is said under the posts of your Pages, and how much waits for an answer in each tab (a thousand and more are told as 1000)',
    querystring: z.strictObject({ channelId: AnyChannelId.optional() }),
    response: {
      200: CommentCounts.extend({
        tabs: z.object({
          posts: z.object({ all: z.int(), unanswered: z.int() }),
          visitorPosts: z.object({ all: z.int(), unanswered: z.int() }),
          mentions: z.object({ all: z.int(), unanswered: z.int() }),
          reviews: z.object({ all: z.int(), unanswered: z.int() }),
        }),
      }),
    },
  },
} as const satisfies RouteContract

/** A comment on a post with what is said below it. */
export const Thread = z
  .object({
    /** Null: the Page alone speaks in it, or the channel makes no tickets of its kind. */
    ticket: z
      .object({
        id: Uuid,
        number: z.int(),
        status: TicketStatus,
        assignee: z.object({ memberId: Uuid, name: z.string() }).nullable(),
        /** It holds all threads under the post: whoever answers in it says which (`answering`). */
        isOfWholePost: z.boolean(),
      })
      .nullable(),
    unansweredCount: z.int(),
    /** The comment, and then the newest answers to it, in order of time. */
    lines: z.array(Line),
    /** How many there are in all. */
    lineCount: z.int(),
  })
  .meta({ id: 'Thread' })
export type Thread = z.infer<typeof Thread>

export const listThreads = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/posts/:postId/threads',
  schema: {
    tags: ['posts'],
    summary: 'What is said under a post, newest comment first',
    params: z.object({ channelId: AnyChannelId, postId: z.string().min(1).max(100) }),
    querystring: Wanted.omit({ channelId: true }),
    response: { 200: z.object({ threads: z.array(Thread), nextCursor: z.string().nullable() }) },
  },
} as const satisfies RouteContract

export const listSaid = {
  method: 'GET',
  url: '/api/v1/public/:kind',
  schema: {
    tags: ['posts'],
    summary: 'One page of what visitors posted, of mentions, or of reviews, each with what is said below it',
    params: z.object({ kind: z.enum(['visitor-posts', 'mentions', 'reviews']) }),
    querystring: Wanted.extend({ sort: z.enum(['newest', 'unanswered']).default('newest') }),
    response: {
      200: z.object({
        threads: z.array(Thread.extend({ channel: z.object({ id: Uuid, name: z.string() }) })),
        nextCursor: z.string().nullable(),
      }),
    },
  },
} as const satisfies RouteContract

const ReviewMonth = z
  .object({
    /** `2026-11`, UTC. */
    month: z.string(),
    recommends: z.int(),
    doesNotRecommend: z.int(),
    /** How many gave one star, two, three, four, five. */
    stars: z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]),
  })
  .meta({ id: 'ReviewMonth' })
export type ReviewMonth = z.infer<typeof ReviewMonth>

export const countReviews = {
  method: 'GET',
  url: '/api/v1/public/reviews/months',
  schema: {
    tags: ['posts'],
    summary:
      'How many recommended the Pages and how many did not, and the stars given, in each of the last 24 months, the oldest first; deleted reviews do not count',
    querystring: z.strictObject({ channelId: AnyChannelId.optional() }),
    response: {
      200: z.object({ months: z.array(ReviewMonth) }),
    },
  },
} as const satisfies RouteContract

export const moderateMany = {
  method: 'POST',
  url: '/api/v1/public/acts',
  schema: {
    tags: ['posts'],
    summary: 'Hide or delete several at once; each is asked for or refused by itself',
    headers: CommandHeaders,
    body: z.strictObject({
      act: z.enum(['hide', 'remove']),
      on: z
        .array(z.strictObject({ ticketId: AnyTicketId, messageId: AnyMessageId }))
        .min(1)
        .max(100),
    }),
    response: {
      200: z.object({
        results: z.array(z.object({ messageId: Uuid, refusal: z.object({ code: z.string(), title: z.string() }).nullable() })),
      }),
    },
  },
} as const satisfies RouteContract
