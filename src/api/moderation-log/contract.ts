import { z } from 'zod'
import { PUBLIC_ACT_NAMES } from '#domain/acts/act-name.ts'
import { ACT_RESULTS } from '#domain/acts/result.ts'
import { AnyChannelId, AnyUserId } from '../contract/ids.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'
import { MessageFailure } from '../conversation/contract.ts'

const tags = ['moderation log']

const Act = z.enum(PUBLIC_ACT_NAMES).meta({ id: 'ActName' })
const Result = z.enum(ACT_RESULTS).meta({ id: 'ActResult' })

/** What Facebook said, or that it said nothing; `explanation` is the desk's own. */
const answer = { result: Result, failure: MessageFailure.nullable(), explanation: z.string().nullable() }

const LogEntry = z
  .object({
    id: Uuid,
    /** When it was asked for. Asked for again, it is an entry of its own. */
    at: Instant,
    /** By their user id and their name of that day. */
    by: z.object({ id: Uuid, name: z.string().nullable(), email: z.string().nullable() }),
    act: Act,
    channel: z.object({ id: Uuid, name: z.string(), pageId: z.string().nullable() }),
    /** To what it was done, of a reply what it answers, as it stood there when it was asked for. Null: nobody had heard of it. */
    target: z
      .object({
        thing: z.string(),
        facebookId: z.string().nullable(),
        postId: z.string().nullable(),
        author: z.object({ kind: z.enum(['client', 'member', 'elsewhere']), name: z.string().nullable() }).nullable(),
        words: z.string(),
        /** What stood beside the words, kind by kind. */
        beside: z.array(z.string()),
      })
      .nullable(),
    /** What we wrote: of a reply, an edit, a private reply. */
    newWords: z.string().nullable(),
    /** What we sent beside them, kind by kind. */
    newBeside: z.array(z.string()),
    ...answer,
    resultAt: Instant,
    /** The oldest first. */
    answers: z.array(z.object({ at: Instant, ...answer })),
    /** The ticket in which it stands today. */
    ticket: z.object({ id: Uuid, number: z.int() }).nullable(),
  })
  .meta({ id: 'ModerationLogEntry' })
export type LogEntry = z.infer<typeof LogEntry>

/** `from` is the first moment, `to` the first that is no more meant. */
const filter = {
  from: Instant.optional(),
  to: Instant.optional(),
  by: AnyUserId.optional(),
  act: Act.optional(),
  channelId: AnyChannelId.optional(),
  result: Result.optional(),
}

export const listLog = {
  method: 'GET',
  url: '/api/v1/moderation-log',
  schema: {
    tags,
    summary: 'What was done in public, newest first. `count` comes with the first page; a thousand and more are told as 1000',
    querystring: z.strictObject({
      ...filter,
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).optional(),
    }),
    response: { 200: z.object({ entries: z.array(LogEntry), count: z.int().nullable(), nextCursor: z.string().nullable() }) },
  },
} as const satisfies RouteContract

export const listLogChoices = {
  method: 'GET',
  url: '/api/v1/moderation-log/choices',
  schema: {
    tags,
    summary: 'By whom and by which channels the log can be filtered: all that stand in it, also those that are gone',
    response: {
      200: z.object({
        members: z.array(z.object({ id: Uuid, name: z.string().nullable() })),
        channels: z.array(z.object({ id: Uuid, name: z.string() })),
      }),
    },
  },
} as const satisfies RouteContract

export const getLogFile = {
  method: 'GET',
  url: '/api/v1/moderation-log/file',
  schema: {
    tags,
    summary: 'All entries of a filter as CSV, newest first. Cells that a spreadsheet would run or round begin with an apostrophe',
    querystring: z.strictObject(filter),
    response: { 200: z.string().describe('RFC 4180 in UTF-8 with a byte order mark') },
  },
} as const satisfies RouteContract
