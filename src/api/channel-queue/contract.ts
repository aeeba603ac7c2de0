import { z } from 'zod'
import { ACT_NAMES } from '#domain/acts/act-name.ts'
import { AnyChannelId } from '../contract/ids.ts'
import { PartSummary } from '../contract/message-parts.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'
import { MessageFailure } from '../conversation/contract.ts'

const tags = ['channels']
const ChannelParams = z.object({ channelId: AnyChannelId })

export const ChannelQueue = z
  .object({
    /** How much waits in all. */
    count: z.int(),
    /** The oldest first, at most 100. */
    waiting: z.array(
      z.object({
        id: Uuid,
        ticketId: Uuid.nullable(),
        ticketNumber: z.int().nullable(),
        act: z.enum(ACT_NAMES),
        /** What it says, where it says something; of a reaction to a private message the emoji. */
        text: z.string().nullable(),
        /** What a reply brings beside its words. */
        summary: z.array(PartSummary),
        by: z.string().nullable(),
        since: Instant,
        failure: MessageFailure.nullable(),
      }),
    ),
  })
  .meta({ id: 'ChannelQueue' })
export type ChannelQueue = z.infer<typeof ChannelQueue>

export const readQueue = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/queue',
  schema: { tags, summary: 'What waits to be sent or done through a channel', params: ChannelParams, response: { 200: ChannelQueue } },
} as const satisfies RouteContract

export const emptyQueue = {
  method: 'DELETE',
  url: '/api/v1/channels/:channelId/queue',
  schema: {
    tags,
    summary: 'Stop all that waits in a channel: it is not sent, and says so where it stands',
    params: ChannelParams,
    response: { 200: z.object({ stopped: z.int() }) },
  },
} as const satisfies RouteContract
