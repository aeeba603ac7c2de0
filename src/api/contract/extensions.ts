import { z } from 'zod'
import { EXTENSIONS } from '#domain/extensions/extension.ts'
import { Instant, type RouteContract } from './route.ts'

const tags = ['extensions']

export const ExtensionName = z.enum(EXTENSIONS).meta({ id: 'ExtensionName' })

export const Extension = z
  .object({
    name: ExtensionName,
    isEnabled: z.boolean(),
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
    /** What depends on it: how many channels work only while it is on. */
    channelCount: z.int(),
    /** Events that arrived while it is off: kept, worked on after enabling. */
    waitingCount: z.int(),
  })
  .meta({ id: 'Extension' })

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
