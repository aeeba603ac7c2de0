import { z } from 'zod'
import { AnyChannelId } from '../contract/ids.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['channels']

const figures = {
  tickets: z.int(),
  /** Private ones, of both sides. */
  messages: z.int(),
  /** All that everybody reads: posts, comments, reviews. */
  comments: z.int(),
  files: z.int(),
  /** Asked for and not done yet: replies, hiding, likes. */
  waiting: z.int(),
}

export const getChannelContents = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/contents',
  schema: {
    tags,
    summary: 'How much a Page holds now: what goes when it is deleted',
    params: z.object({ channelId: AnyChannelId }),
    response: { 200: z.object(figures) },
  },
} as const satisfies RouteContract

export const DeletedChannel = z
  .object({
    channelId: Uuid,
    /** Facebook's id of the Page, and its name that day. */
    pageId: z.string(),
    name: z.string(),
    /** Who wanted it, as they were called that day. */
    by: z.string(),
    startedAt: Instant,
    finishedAt: Instant,
    ...figures,
  })
  .meta({ id: 'DeletedChannel' })
export type DeletedChannel = z.infer<typeof DeletedChannel>

export const listDeletedChannels = {
  method: 'GET',
  url: '/api/v1/deleted-channels',
  schema: {
    tags,
    summary: 'Pages that were deleted with their data: which, by whom, when, and what went with each. The last 200, the newest first',
    response: { 200: z.object({ channels: z.array(DeletedChannel) }) },
  },
} as const satisfies RouteContract
