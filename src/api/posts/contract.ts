import { z } from 'zod'
import { AnyChannelId } from '../contract/ids.ts'
import { MessagePart } from '../contract/message-parts.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'

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

export const getPost = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/posts/:postId',
  schema: {
    tags: ['posts'],
    summary: 'A post, as it stands above what is said under it',
    params: z.object({ channelId: AnyChannelId, postId: z.string().min(1).max(100) }),
    response: { 200: Post },
  },
} as const satisfies RouteContract
