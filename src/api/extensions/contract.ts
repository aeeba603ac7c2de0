import { z } from 'zod'
import { EXTENSIONS } from '#domain/extensions/extension.ts'
import { Instant, type RouteContract } from '../contract/route.ts'

const tags = ['extensions']

export const ExtensionName = z.enum(EXTENSIONS).meta({ id: 'ExtensionName' })
export type ExtensionName = z.infer<typeof ExtensionName>

export const Extension = z
  .object({
    name: ExtensionName,
    isEnabled: z.boolean(),
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
    /** What depends on it: how many channels work only while it is on. */
    channelCount: z.int(),
    /** Deliveries that arrived while it is off: kept, processed after it is switched on. */
    waitingCount: z.int(),
    /** The customers' messages in them; null when that is too much to read for a number. */
    waitingMessageCount: z.int().nullable(),
    /** Conversations in which a reply could be sent now, and replies that wait to be sent. */
    openWindowCount: z.int(),
    /** Those of these conversations in which that ends within six hours. */
    endingWindowCount: z.int(),
    queuedReplyCount: z.int(),
  })
  .meta({ id: 'Extension' })
export type Extension = z.infer<typeof Extension>

export const listExtensions = {
  method: 'GET',
  url: '/api/v1/extensions',
  schema: { tags, summary: 'What can be switched on or off', response: { 200: z.object({ extensions: z.array(Extension) }) } },
} as const satisfies RouteContract

export const switchExtension = {
  method: 'PUT',
  url: '/api/v1/extensions/:name',
  schema: {
    tags,
    summary: 'Switch an extension on or off; what arrives meanwhile is kept',
    params: z.object({ name: ExtensionName }),
    body: z.strictObject({ isEnabled: z.boolean() }),
    response: { 200: Extension },
  },
} as const satisfies RouteContract
