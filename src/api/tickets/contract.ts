import { z } from 'zod'
import { MOST_PARTS } from '#domain/messaging-policy/split.ts'
import { ACT_NAMES } from '#domain/acts/act-name.ts'
import { EPHEMERAL_KINDS } from '#domain/ephemeral.ts'
import { FOLDERS, TICKET_SORTS } from '#domain/tickets/folder.ts'
import { ALLOWANCES, REPLY_MODES } from '#domain/messaging-policy/reply-mode.ts'
import { WINDOW_REASONS } from '#domain/messaging-policy/reply-window.ts'
import { TICKET_KINDS } from '#domain/tickets/kind.ts'
import { AnyAttachmentId, AnyMemberId, AnyMessageId, AnyTemplateId, AnyTicketId } from '../contract/ids.ts'
import { AS_WHAT } from '../our-messages/contract.ts'
import { CommandHeaders, Instant, Nothing, type RouteContract, Uuid } from '../contract/route.ts'
import { TicketPriority, TicketStatus, TicketType } from '../contract/ticket-words.ts'
import { LastLine, Line, MessageFailure } from '../conversation/contract.ts'

const tags = ['tickets']
const TicketParams = z.object({ ticketId: AnyTicketId })

export const Folder = z.enum(FOLDERS).meta({ id: 'Folder' })
export type Folder = z.infer<typeof Folder>

export const Window = z.object({ opensAt: Instant, closesAt: Instant, reason: z.enum(WINDOW_REASONS) }).meta({ id: 'Window' })
export type Window = z.infer<typeof Window>

const Unsettled = z
  .object({
    by: z.object({ id: Uuid, name: z.string().nullable() }),
    count: z.int(),
    /** What says it, or what it was to be done to. */
    lineId: Uuid,
    act: z.enum(ACT_NAMES),
    /** Of a reply, a private reply and an edit. */
    text: z.string().nullable(),
    /** As what it was to be said to the customer. */
    mode: z.enum(REPLY_MODES),
    state: z.enum(['failed', 'unconfirmed']),
    at: Instant,
    failure: MessageFailure.nullable(),
  })
  .meta({ id: 'Unsettled' })
export type Unsettled = z.infer<typeof Unsettled>

export const TicketSummary = z
  .object({
    id: Uuid,
    number: z.int(),
    kind: z.enum(TICKET_KINDS).meta({ id: 'TicketKind' }),
    /** The post that it stands under, or is: `GET /api/v1/channels/{channel.id}/posts/{postId}`. Null: no post. */
    postId: z.string().nullable(),
    /**
     * Of a ticket that holds all comment threads under its post, whoever wrote them: what the post says, its first 200 characters, and null as long as
     * nobody told. `client` is whoever wrote first; `threadId` of a line tells its thread. Null: the ticket is about one thread, post, mention, review or person.
     */
    wholePost: z.object({ text: z.string().nullable() }).nullable(),
    status: TicketStatus,
    priority: TicketPriority,
    type: TicketType,
    tags: z.array(z.string()),
    client: z.object({
      /** Who the person is: where clients were merged, the one that stayed. */
      id: Uuid,
      /** The client that the conversation is with; another than `id` where it was merged into that. */
      ownId: Uuid,
      name: z.string().nullable(),
      pictureUrl: z.string().nullable(),
      isVip: z.boolean(),
      externalId: z.string(),
    }),
    channel: z.object({
      id: Uuid,
      name: z.string(),
      kind: z.enum(['facebook', 'chat']),
      state: z.enum(['connected', 'disconnected', 'switched-off']),
      /** As what else than within the 24 hours Facebook lets the Page write. */
      allowances: z.array(z.enum(ALLOWANCES)),
    }),
    assignee: z.object({ memberId: Uuid, name: z.string() }).nullable(),
    group: z.object({ id: Uuid, name: z.string() }).nullable(),
    /** Customer messages since our last answer; of a whole post since our last answer in their thread. Looking does not clear it. */
    unansweredCount: z.int(),
    lastActivityAt: Instant,
    /** The newest message or internal comment; of its text the first 200 characters. */
    lastMessage: LastLine.nullable(),
    /** When Facebook lets us write. Null: the client never opened it. */
    window: Window.nullable(),
    /**
     * Of comments and visitors' posts. `open`: one that awaits an answer can be answered privately, as far as is known, the first until `until`. `used`: it was
     * answered privately, which Facebook allows once. `none`: Facebook allows it no more, or says no. Null: nothing of that waits.
     */
    privateReply: z.object({ state: z.enum(['open', 'used', 'none']), until: Instant.nullable() }).nullable(),
    /** Another app that Facebook lets answer here at present, in place of this desk. Null: none, as far as the desk was told. */
    otherApp: z.object({ id: z.string().nullable(), name: z.string().nullable(), since: Instant }).nullable(),
    /**
     * What we asked Facebook for here that failed, or of which nobody knows, and that nobody has set aside: of each colleague the newest, the newest first.
     * `by` names them by their user id.
     */
    unsettled: z.array(Unsettled),
    createdAt: Instant,
  })
  .meta({ id: 'Ticket' })
export type TicketSummary = z.infer<typeof TicketSummary>

export const listTickets = {
  method: 'GET',
  url: '/api/v1/tickets',
  schema: {
    tags,
    summary: 'One page of a folder',
    querystring: z.strictObject({
      folder: Folder.default('all'),
      sort: z.enum(TICKET_SORTS).default('activity'),
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
      'How many tickets each folder holds, and in how many a customer waits for an answer (a thousand and more are told as 1000). `backAt`: from two hours before the end of a working day, when people are back; the folder `before-back` holds what ends before',
    response: {
      200: z.object({
        folders: z.array(z.object({ folder: Folder, count: z.int() })),
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
      template: z
        .strictObject({
          id: AnyTemplateId,
          values: z.strictObject({ header: z.array(z.string().max(1000)).max(20), body: z.array(z.string().max(1000)).max(50) }),
        })
        .optional(),
      /** A message of a private conversation that the reply quotes, as the customer sees it. Not one that was taken back, or is not on Facebook yet. */
      quoting: AnyMessageId.optional(),
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
      'Tell colleagues that you look at a ticket (say so every 20 s), type a reply (every 4 s), or have left it. Kept nowhere: `event: ephemeral`',
    params: TicketParams,
    body: z.strictObject({ kind: z.enum(EPHEMERAL_KINDS) }),
    response: { 202: Nothing },
  },
} as const satisfies RouteContract

export const moderate = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/acts',
  schema: {
    tags,
    summary:
      'Have Facebook do something to a comment or a post: hide it, show it again, delete it, like it, edit it, answer it privately, block its author on the Page or let them in again',
    params: TicketParams.extend({ messageId: AnyMessageId }),
    headers: CommandHeaders,
    body: z.discriminatedUnion('act', [
      z.strictObject({ act: z.enum(['hide', 'show', 'remove', 'like', 'unlike', 'block', 'unblock']) }),
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
