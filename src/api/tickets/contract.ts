import { z } from 'zod'
import { isEmoji } from '#domain/entries/emoji.ts'
import { MOST_PARTS } from '#domain/messaging-policy/split.ts'
import { PRESENCE_KINDS } from '#domain/ephemeral.ts'
import { DEADLINE_KINDS } from '#domain/messaging-policy/deadline.ts'
import { TICKET_SORTS } from '#domain/tickets/folder.ts'
import { AnyAttachmentId, AnyMemberId, AnyMessageId, AnyTicketId } from '../contract/ids.ts'
import { AS_WHAT } from '../our-messages/contract.ts'
import { CommandHeaders, Instant, Nothing, type RouteContract } from '../contract/route.ts'
import { TicketPriority, TicketStatus, TicketType } from '../contract/ticket-words.ts'
import { Line } from '../conversation/contract.ts'
import { Offer } from '../offers/contract.ts'
import { FilledTemplate } from '../templates/contract.ts'
import { ScreenName } from '../contract/screen-name.ts'
import { Folder, TicketSummary } from '../contract/ticket.ts'

const tags = ['tickets']
const TicketParams = z.object({ ticketId: AnyTicketId })

export const listTickets = {
  method: 'GET',
  url: '/api/v1/tickets',
  schema: {
    tags,
    summary: 'One page of a folder',
    querystring: z.strictObject({
      folder: Folder.default('all'),
      sort: z.enum(TICKET_SORTS).default('activity'),
      /** In `ending-soon` and `before-back` only what ends so: the window that the customer opened, a human agent's seven days, or the private reply to a comment. */
      deadlineKind: z.enum(DEADLINE_KINDS).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(200).optional(),
    }),
    response: { 200: z.object({ tickets: z.array(TicketSummary), nextCursor: z.string().nullable() }) },
  },
} as const satisfies RouteContract

export const countFolders = {
  method: 'GET',
  url: '/api/v1/ticket-folders',
  schema: {
    tags,
    summary:
      'How many tickets each folder holds, and in how many a customer waits for an answer (a thousand and more are told as 1000). `backAt`: from two hours before the end of a working day, when people are back; the folder `before-back` holds what ends before. `kinds`: of `ending-soon` and `before-back`, how many of each `deadlineKind`',
    response: {
      200: z.object({
        folders: z.array(
          z.object({
            folder: Folder,
            count: z.int(),
            kinds: z.array(z.object({ kind: z.enum(DEADLINE_KINDS), count: z.int() })).nullable(),
          }),
        ),
        unansweredTickets: z.int(),
        backAt: Instant.nullable(),
      }),
    },
  },
} as const satisfies RouteContract

export const getTicket = {
  method: 'GET',
  url: '/api/v1/tickets/:ticketId',
  schema: { tags, summary: 'One ticket', params: TicketParams, response: { 200: TicketSummary } },
} as const satisfies RouteContract

export const listMessages = {
  method: 'GET',
  url: '/api/v1/tickets/:ticketId/messages',
  schema: {
    tags,
    summary: 'The newest lines of a conversation in order of time; with a cursor, the ones before',
    params: TicketParams,
    querystring: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(100), cursor: z.string().max(200).optional() }),
    response: { 200: z.object({ messages: z.array(Line), previousCursor: z.string().nullable() }) },
  },
} as const satisfies RouteContract

/** For administrators: everybody else sees that there is something, and what it is called. */
export const getRaw = {
  method: 'GET',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/raw',
  schema: {
    tags,
    summary: 'What is not understood of a line, as Facebook sent it',
    params: TicketParams.extend({ messageId: AnyMessageId }),
    response: {
      200: z.object({
        label: z.string(),
        /** JSON; cut after 100,000 characters. */
        raw: z.string(),
        /** How many characters there are. */
        length: z.int(),
        isWhole: z.boolean(),
      }),
    },
  },
} as const satisfies RouteContract

const command = { tags, params: TicketParams, headers: CommandHeaders }

export const replyToTicket = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/replies',
  schema: {
    ...command,
    summary: 'Answer the customer',
    body: z.strictObject({
      text: z.string().max(100_000),
      /** Messages of their own behind it, in order: each is sent once the one before was. The answer tells the first. */
      more: z
        .array(z.string().max(100_000))
        .max(MOST_PARTS - 1)
        .optional(),
      /** The desk holds it for as long as the workspace lets one take back what one has sent (`PUT /api/v1/workspace/undo`). */
      undo: z.boolean().optional(),
      /** A line of the conversation whose author is mentioned before the text: Facebook tells them. Not in private, nor to reviews. */
      mention: AnyMessageId.optional(),
      /**
       * In place of a text: a template of the Page that Facebook approved, with a value for each of its placeholders, in their order. It goes at any time to
       * whoever has written once, as a utility message: `mode` has to be `utility`.
       */
      template: FilledTemplate.optional(),
      /** A message of a private conversation that the reply quotes, as the customer sees it. Not one that was taken back, or is not on Facebook yet. */
      quoting: AnyMessageId.optional(),
      /** What can be tapped, in private. Quick replies stand under the last message of all, buttons under the last words, cards are a message of their own at the end. */
      offer: Offer.optional(),
      /**
       * Files that you brought (`uploadFile`), in their order; with them the text may be empty. In public one picture, beside the text. In private they are
       * messages of their own behind it, pictures that follow each other one: each is sent once the one before was.
       */
      files: z.array(AnyAttachmentId).max(10).optional(),
      /** What is answered. A ticket of a whole post has to be told: the answer goes under the comment at the head of that thread. */
      answering: AnyMessageId.optional(),
      /**
       * The newest lines that you had seen when you wrote it. Where somebody else wrote since, it is not sent (`thread-moved`): read that, and send it again
       * with these lines seen, too.
       */
      seen: z.array(AnyMessageId).max(50).optional(),
      ...AS_WHAT,
    }),
    response: { 201: Line },
  },
} as const satisfies RouteContract

export const commentInternally = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/internal-comments',
  schema: {
    ...command,
    summary: 'Write an internal comment that only colleagues see',
    body: z.strictObject({ text: z.string().trim().min(1).max(10_000) }),
    response: { 201: Line },
  },
} as const satisfies RouteContract

export const tellPresence = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/presence',
  schema: {
    tags,
    summary:
      'Tell colleagues that you look at a ticket (say so every 20 s), type a reply (every 4 s), or have left it. Kept nowhere: `event: ephemeral`. `screen`: which of your open pages says so; the end of the stream that was opened with it tells that it is gone',
    params: TicketParams,
    body: z.strictObject({ kind: z.enum(PRESENCE_KINDS), screen: ScreenName.optional() }),
    response: { 202: Nothing },
  },
} as const satisfies RouteContract

const Emoji = z.string().max(50).refine(isEmoji, 'One emoji is needed.').meta({ description: 'One emoji' })

export const moderate = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/acts',
  schema: {
    tags,
    summary:
      'Have Facebook do something to a comment or a post: hide it, show it again, delete it, like it, edit it, answer it privately, block its author on the Page or let them in again. To a private message of a customer: react with an emoji, in place of the one before, or take it back',
    params: TicketParams.extend({ messageId: AnyMessageId }),
    headers: CommandHeaders,
    body: z.discriminatedUnion('act', [
      z.strictObject({ act: z.enum(['hide', 'show', 'remove', 'like', 'unlike', 'block', 'unblock', 'unreact']) }),
      z.strictObject({ act: z.literal('react'), reaction: Emoji }),
      z.strictObject({ act: z.enum(['edit', 'reply-privately']), text: z.string().max(100_000) }),
    ]),
    response: { 201: Line },
  },
} as const satisfies RouteContract

export const askPrivateReply = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/private-reply-questions',
  schema: {
    tags,
    summary: 'Ask Facebook whether a comment can be answered privately. The answer comes as a change of the line (`privateReply`)',
    params: TicketParams.extend({ messageId: AnyMessageId }),
    response: { 202: Nothing },
  },
} as const satisfies RouteContract

export const writeOn = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/successor',
  schema: {
    tags,
    summary: 'The ticket to write in after this one was closed: the living one of the conversation, or else a new one, assigned to you',
    params: TicketParams,
    /** `answering`: what one wants to write on to. A ticket of a whole post has to be told: the successor is a ticket of that thread. */
    body: z.strictObject({ answering: AnyMessageId.optional() }).nullish(),
    response: { 200: TicketSummary },
  },
} as const satisfies RouteContract

const work = { tags, params: TicketParams, response: { 200: TicketSummary } }

export const setStatus = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/status',
  schema: { ...work, summary: 'Set the status', body: z.strictObject({ status: TicketStatus }) },
} as const satisfies RouteContract

export const setAssignee = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/assignee',
  schema: { ...work, summary: 'Assign to a colleague, or to nobody', body: z.strictObject({ memberId: AnyMemberId.nullable() }) },
} as const satisfies RouteContract

export const setPriority = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/priority',
  schema: { ...work, summary: 'Set the priority', body: z.strictObject({ priority: TicketPriority }) },
} as const satisfies RouteContract

export const setType = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/type',
  schema: { ...work, summary: 'Set the type', body: z.strictObject({ type: TicketType }) },
} as const satisfies RouteContract
