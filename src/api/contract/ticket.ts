import { z } from 'zod'
import { OFFER_KINDS } from '#domain/offers/offer.ts'
import { ACT_NAMES } from '#domain/acts/act-name.ts'
import { FOLDERS } from '#domain/tickets/folder.ts'
import { ALLOWANCES, REPLY_MODES } from '#domain/messaging-policy/reply-mode.ts'
import { WINDOW_REASONS } from '#domain/messaging-policy/reply-window.ts'
import { TICKET_KINDS } from '#domain/tickets/kind.ts'
import { Instant, Uuid } from './route.ts'
import { DraftMode, TicketPriority, TicketStatus, TicketType } from './ticket-words.ts'
import { LastLine, MessageFailure } from '../conversation/contract.ts'

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
    /** What you and your colleagues have begun to write here and not sent: of each the newest, its first 200 characters; whole at `…/drafts`. */
    drafts: z.array(
      z.object({
        userId: Uuid,
        mode: DraftMode,
        text: z.string(),
        /** What is to be tapped below it. */
        offer: z.enum(OFFER_KINDS).nullable(),
        /** How many go along. */
        files: z.int(),
        savedAt: Instant,
      }),
    ),
    createdAt: Instant,
  })
  .meta({ id: 'Ticket' })
export type TicketSummary = z.infer<typeof TicketSummary>
