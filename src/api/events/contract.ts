import { z } from 'zod'
import type { RouteContract } from '../contract/route.ts'

/**
 * One thing that happened, as the screen hears it over `text/event-stream`: `id:` is the cursor, `event:` is always
 * "change", `data:` is this object. The browser's own reconnect sends `Last-Event-ID`, and nothing between is lost.
 * A stream without a cursor begins now. It opens with `event: ready`, or with `event: reset` when the cursor is too old:
 * fetch everything again. `event: beat` comes every 10 s, so whoever hears nothing for longer should connect again, and at
 * once when the clock that the desk follows was moved. The `data:` of these three is the desk's `Clock`.
 */
export const DeskEvent = z
  .object({ type: z.string(), ticketId: z.string().nullable(), actorId: z.string().nullable(), payload: z.record(z.string(), z.unknown()) })
  .meta({ id: 'DeskEvent' })
export type DeskEvent = z.infer<typeof DeskEvent>

export const streamEvents = {
  method: 'GET',
  url: '/api/v1/events',
  schema: {
    tags: ['events'],
    summary: 'Everything that changes, live (server-sent events)',
    querystring: z.strictObject({ cursor: z.string().max(100).optional() }),
    response: { 200: z.string().describe('text/event-stream of DeskEvent') },
  },
} as const satisfies RouteContract
