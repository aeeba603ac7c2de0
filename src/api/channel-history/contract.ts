import { z } from 'zod'
import { IMPORT_DAYS, IMPORT_ENDS } from '#domain/channels/history-import.ts'
import { KEY_MAIL_EVENTS } from '#domain/channels/history.ts'
import { KEY_CAUSES } from '#domain/channels/key-cause.ts'
import { SAID_LISTS } from '#domain/channels/said-since-port.ts'
import { AnyChannelId } from '../contract/ids.ts'
import { Instant, Nothing, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['channels']
const ChannelParams = z.object({ channelId: AnyChannelId })

const happening = <What extends string, Detail extends z.ZodRawShape>(what: What, detail: Detail) =>
  z.object({ id: Uuid, at: Instant, what: z.literal(what), detail: z.object(detail) })

/** `by`: who did it, as they were called then; `person`: who allowed it at Facebook. */
const connecting = { person: z.string().optional(), by: z.string().optional() }

export const ChannelHappening = z
  .discriminatedUnion('what', [
    happening('connected', connecting),
    happening('reconnected', connecting),
    happening('disconnected', { by: z.string() }),
    happening('key-dead', { cause: z.enum(KEY_CAUSES), code: z.int().optional(), subcode: z.int().optional() }),
    happening('key-unreadable', {}),
    /** `to`: how many administrators were written to. */
    happening('key-mail', { event: z.enum(KEY_MAIL_EVENTS), to: z.int() }),
    /** What was fetched later of what customers and the Page wrote; of `untold` messages Facebook tells no more than that they are there. */
    happening('recovered', {
      messages: z.int(),
      comments: z.int(),
      posts: z.int(),
      unread: z.array(z.enum(SAID_LISTS)),
      untold: z.int(),
      since: Instant,
    }),
    /** Nothing came since then, for as many hours as were set; `to`: how many administrators were written to. */
    happening('silent', { hours: z.int(), since: Instant, to: z.int() }),
    /** What was said in so many days before the Page was connected was fetched, or a part of it. `by`: who stopped that. */
    happening('history-imported', {
      days: z.literal(IMPORT_DAYS),
      conversations: z.int(),
      messages: z.int(),
      comments: z.int(),
      posts: z.int(),
      unread: z.array(z.enum(SAID_LISTS)),
      untold: z.int(),
      end: z.enum(IMPORT_ENDS),
      by: z.string().optional(),
    }),
    /** What Facebook had stopped telling of, and tells again. */
    happening('subscription-mended', { fields: z.array(z.string()) }),
  ])
  .meta({ id: 'ChannelHappening' })
export type ChannelHappening = z.infer<typeof ChannelHappening>

/** What was said since a moment is being compared with Facebook; so much was missing so far. */
const Comparing = z.object({ since: Instant, messages: z.int(), comments: z.int(), posts: z.int() })

export const getChannelHistory = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/history',
  schema: {
    tags,
    summary: 'What happened to a Page: connected, its key died and why, what was mended. The newest 100 first',
    params: ChannelParams,
    response: { 200: z.object({ happenings: z.array(ChannelHappening), isMore: z.boolean(), comparing: Comparing.nullable() }) },
  },
} as const satisfies RouteContract

export const compareWithFacebook = {
  method: 'POST',
  url: '/api/v1/channels/:channelId/comparisons',
  schema: {
    tags,
    summary: 'Compare the last 24 hours of a Page with Facebook, and fetch what is missing. What came of it stands in the history',
    params: ChannelParams,
    response: { 202: Nothing },
  },
} as const satisfies RouteContract

export const HistoryImport = z
  .object({
    days: z.literal(IMPORT_DAYS),
    /** `resting`: the Page is disconnected or its extension is off; it goes on by itself afterwards. */
    state: z.enum(['running', 'paused', 'resting']),
    /** What is being read. */
    list: z.enum(SAID_LISTS),
    /** How much of the way is done, from 0 to 1. */
    share: z.number(),
    /** What was brought along so far. Of `untold` messages Facebook tells no more than that they are there. */
    conversations: z.int(),
    messages: z.int(),
    comments: z.int(),
    posts: z.int(),
    untold: z.int(),
  })
  .meta({ id: 'HistoryImport' })
export type HistoryImport = z.infer<typeof HistoryImport>

/** `heardSince`: what was said on the Page before is on Facebook alone, unless it is imported; null while nobody has it connected. */
const EarlierHistory = z.object({ heardSince: Instant.nullable(), import: HistoryImport.nullable() })
export type EarlierHistory = z.infer<typeof EarlierHistory>

const IMPORT_URL = '/api/v1/channels/:channelId/history-import'

export const getHistoryImport = {
  method: 'GET',
  url: IMPORT_URL,
  schema: {
    tags,
    summary: 'Since when the desk hears a Page, and how far the import of what was said before is',
    params: ChannelParams,
    response: { 200: EarlierHistory },
  },
} as const satisfies RouteContract

export const startHistoryImport = {
  method: 'PUT',
  url: IMPORT_URL,
  schema: {
    tags,
    summary: 'Import what was said on a Page in the days before it was connected, as solved tickets. What came of it stands in the history',
    params: ChannelParams,
    body: z.strictObject({ days: z.literal(IMPORT_DAYS) }),
    response: { 200: EarlierHistory },
  },
} as const satisfies RouteContract

export const stopHistoryImport = {
  method: 'DELETE',
  url: IMPORT_URL,
  schema: { tags, summary: 'Stop the import; what was imported stays', params: ChannelParams, response: { 200: EarlierHistory } },
} as const satisfies RouteContract

export const pauseHistoryImport = {
  method: 'PUT',
  url: '/api/v1/channels/:channelId/history-import/pause',
  schema: { tags, summary: 'Pause the import', params: ChannelParams, response: { 200: EarlierHistory } },
} as const satisfies RouteContract

export const continueHistoryImport = {
  method: 'DELETE',
  url: '/api/v1/channels/:channelId/history-import/pause',
  schema: { tags, summary: 'Go on with the import where it was paused', params: ChannelParams, response: { 200: EarlierHistory } },
} as const satisfies RouteContract
