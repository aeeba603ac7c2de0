import { z } from 'zod'
import { PRIVATE_REPLY_ANSWERS } from '#domain/acts/private-reply-answer.ts'
import { REFUSAL_REACHES, SEND_FAILURE_REASONS } from '#domain/acts/outcome.ts'
import { SAW } from '#domain/acts/sight.ts'
import { REPLY_MODES } from '#domain/messaging-policy/reply-mode.ts'
import { MESSAGE_STATES } from '#domain/acts/state.ts'
import { MessagePart, Note, PartSummary } from '../contract/message-parts.ts'
import { Instant, Uuid } from '../contract/route.ts'
import { TicketPriority, TicketStatus, TicketType } from '../contract/ticket-words.ts'

const MessageState = z.enum(MESSAGE_STATES).meta({ id: 'MessageState' })
export type MessageState = z.infer<typeof MessageState>

/** Why a message did not go, as a closed reason plus Facebook's own numbers. */
export const MessageFailure = z
  .object({
    reason: z.enum(SEND_FAILURE_REASONS).meta({ id: 'MessageFailureReason' }),
    /** How far it reaches; absent where Facebook did not refuse. */
    reach: z.enum(REFUSAL_REACHES).optional(),
    code: z.int().optional(),
    subcode: z.int().optional(),
    facebookMessage: z.string().optional(),
    /** The file that Facebook did not take, as whoever sent it called it. */
    fileName: z.string().optional(),
  })
  .meta({ id: 'MessageFailure' })
export type MessageFailure = z.infer<typeof MessageFailure>
export type MessageFailureReason = MessageFailure['reason']

/** A colleague by their user id. Without a name: the account is gone. */
const Colleague = z.object({ kind: z.literal('member'), id: Uuid.nullable(), name: z.string().nullable() })
/** Nobody outside the desk has an id, but for whoever wrote in public. */
const nameless = { id: Uuid.nullable(), name: z.string().nullable() }
/**
 * Who wrote it: in private the client of the ticket, whose name stands there. In public anybody, where Facebook tells whom: a client of their own, as
 * `clients` of an event names it by `ownId`.
 */
const Customer = z.object({ kind: z.literal('client'), ...nameless })
/** Outside Pagedesk: the app that Facebook names, and its name where the desk knows it, for example Meta Business Suite. */
const Elsewhere = z.object({
  kind: z.literal('elsewhere'),
  ...nameless,
  appId: z.string().nullable(),
  appName: z.string().nullable(),
})
const System = z.object({ kind: z.literal('system'), ...nameless })

/** Without a ticket: the Page alone speaks in public, or the channel makes no tickets of what is said. */
const placed = { id: Uuid, ticketId: Uuid.nullable(), occurredAt: Instant }

/** Null in all lines but messages of ours. */
const unsent = { state: MessageState.nullable(), stateAt: Instant.nullable(), failure: MessageFailure.nullable() }

/** `direction`, `kind` and `detail` tell the same as `line` and what stands beside it, as they did before there was `line`. */
const Detail = z.record(z.string(), z.unknown()).nullable()

/** What its author did with it since, on Facebook. `text` is the newest wording. */
const Afterwards = z.enum(['changed', 'taken-back']).nullable()

/** The message that it answers, or of which something was tapped. Without `lineId` the desk has not got it; `externalKnown`: Facebook named one all the same. */
const Quote = z
  .object({
    lineId: Uuid.nullable(),
    ticketId: Uuid.nullable(),
    externalKnown: z.boolean(),
    author: z.discriminatedUnion('kind', [Customer, Colleague, Elsewhere]).nullable(),
    text: z.string(),
    parts: z.array(MessagePart),
  })
  .meta({ id: 'Quote' })

const Reaction = z
  .object({ by: z.enum(['client', 'page', 'somebody']), reaction: z.string(), emoji: z.string().nullable(), at: Instant })
  .meta({ id: 'Reaction' })

/** Somebody looked after what failed, or is in doubt, and wants no more of it: it needs no attention. `by` null: the desk itself, as it began to list such. */
const SetAside = z.object({ at: Instant, by: z.object({ id: Uuid, name: z.string().nullable() }).nullable() }).meta({ id: 'SetAside' })
export type SetAside = z.infer<typeof SetAside>

/** What a colleague had Facebook do to it, and what became of that. `text`: of an edit and a private reply; of a reaction its emoji. */
const ActUpon = z
  .object({
    id: Uuid,
    act: z.enum(['hide', 'show', 'remove', 'like', 'unlike', 'edit', 'reply-privately', 'block', 'unblock', 'react', 'unreact']),
    text: z.string().nullable(),
    state: MessageState,
    at: Instant,
    by: z.object({ id: Uuid, name: z.string().nullable() }),
    failure: MessageFailure.nullable(),
    /** Of a private reply: the last ticket of the private conversation, once there is one. */
    ticketId: Uuid.nullable(),
    setAside: SetAside.nullable(),
  })
  .meta({ id: 'ActUpon' })
export type ActUpon = z.infer<typeof ActUpon>

const said = {
  text: z.string(),
  /** Where in the text somebody is named, in UTF-16 units, as far as Facebook tells. */
  mentions: z.array(z.object({ offset: z.int(), length: z.int() })),
  /** It was taken back: only administrators are told what it said. */
  withheld: z.boolean(),
  parts: z.array(MessagePart),
  quote: Quote.nullable(),
  /** Its wordings, the oldest first; empty: never edited. */
  edits: z.array(z.object({ text: z.string(), at: Instant })),
  reactions: z.array(Reaction),
  /** The label of what came beside the words, or in their place, and is not understood yet. Null: the words are all. */
  unread: z.string().nullable(),
  afterwards: Afterwards,
  takenBackAt: Instant.nullable(),
  /** Of a private reply: the comment that it answered. */
  answeredComment: z.object({ ticketId: Uuid, lineId: Uuid }).nullable(),
  /** Whether Facebook lets it be answered privately: `answered`: somebody did, here or in Facebook. Null: nobody asked Facebook yet. */
  privateReply: z.enum(PRIVATE_REPLY_ANSWERS).nullable(),
  /** The oldest first. */
  acts: z.array(ActUpon),
  /** Everybody on Facebook reads it. */
  isPublic: z.boolean(),
  /** The comment thread, post, mention or review that it stands in, the same for all of it. Null: it is private. */
  threadId: Uuid.nullable(),
  /** From everybody but its author and the Page. */
  isHidden: z.boolean(),
  kind: z.enum(['text', 'unknown']),
  detail: Detail,
}

const CustomerMessage = z
  .object({
    line: z.literal('customer-message'),
    ...placed,
    ...said,
    author: Customer,
    /** As what its author is named before an answer (`mention` of `replyToTicket`), and how many characters that counts. Null: Facebook does not tell who it is. */
    mention: z.object({ name: z.string(), length: z.int() }).nullable(),
    /** Whether the Page blocked its author, as the desk had it done. Null: Facebook does not tell who it is, so nobody can be. */
    isAuthorBlocked: z.boolean().nullable(),
    direction: z.literal('in'),
    ...unsent,
  })
  .meta({ id: 'CustomerMessage' })

const OurMessage = z
  .object({
    line: z.literal('our-message'),
    ...placed,
    ...said,
    author: z.discriminatedUnion('kind', [Colleague, Elsewhere]),
    state: MessageState,
    /** Since when. Of what was read, and of what was delivered without being named: up to which moment, for no more is told. */
    stateAt: Instant,
    failure: MessageFailure.nullable(),
    /** What the desk saw on Facebook when it last looked for what nobody confirmed, and how often it looked. */
    looked: z.object({ times: z.int(), at: Instant, saw: z.enum(SAW) }).nullable(),
    /** Of what is queued after it was refused for now: not tried before. The Page may have to wait longer (`pausedUntil` of the channel). */
    nextTryAt: Instant.nullable(),
    /** The line that somebody sent in its place, though this one may have arrived. */
    sentAgainAs: Uuid.nullable(),
    /** As what it is said to the customer; `response`: within the 24 hours, or in public. */
    mode: z.enum(REPLY_MODES),
    /**
     * Of a text that went out as several messages: its place in them, from 1. One that was not sent, or is unconfirmed, keeps those behind it
     * `queued`, unless `isPassed`: somebody let them go without it. Null: it stands alone.
     */
    series: z.object({ id: Uuid, place: z.int(), size: z.int(), isPassed: z.boolean() }).nullable(),
    setAside: SetAside.nullable(),
    /** Until then the desk holds it, and whoever sent it may take it back. Null: it is not held. */
    heldUntil: Instant.nullable(),
    direction: z.literal('out'),
  })
  .meta({ id: 'OurMessage' })

/** Only colleagues see it. */
const InternalComment = z
  .object({
    line: z.literal('internal-comment'),
    ...placed,
    text: z.string(),
    author: Colleague,
    direction: z.literal('internal'),
    kind: z.literal('text'),
    detail: Detail,
    afterwards: Afterwards,
    ...unsent,
  })
  .meta({ id: 'InternalComment' })

/** What a colleague did with the ticket. */
const changed = {
  ...placed,
  author: Colleague,
  direction: z.literal('system'),
  text: z.literal(''),
  detail: Detail,
  afterwards: Afterwards,
  ...unsent,
}

const fromTo = <Word extends z.ZodType>(word: Word) => z.object({ from: word, to: word })

const StatusChange = z
  .object({ line: z.literal('status-change'), ...changed, kind: z.literal('status'), change: fromTo(TicketStatus) })
  .meta({ id: 'StatusChange' })

const PriorityChange = z
  .object({ line: z.literal('priority-change'), ...changed, kind: z.literal('priority'), change: fromTo(TicketPriority) })
  .meta({ id: 'PriorityChange' })

const TypeChange = z
  .object({ line: z.literal('type-change'), ...changed, kind: z.literal('type'), change: fromTo(TicketType) })
  .meta({ id: 'TypeChange' })

/** The names of that day; null is nobody. `isOwn`: whoever did it took the ticket. */
const AssigneeChange = z
  .object({
    line: z.literal('assignee-change'),
    ...changed,
    kind: z.literal('assignee'),
    change: fromTo(z.string().nullable()).extend({ isOwn: z.boolean() }),
  })
  .meta({ id: 'AssigneeChange' })

/** Arrived and kept raw; `label` says what it is as far as the desk can tell. */
const NotUnderstood = z
  .object({
    line: z.literal('not-understood'),
    ...placed,
    label: z.string(),
    author: System,
    direction: z.literal('system'),
    kind: z.literal('unknown'),
    text: z.literal(''),
    detail: Detail,
    afterwards: Afterwards,
    ...unsent,
  })
  .meta({ id: 'NotUnderstood' })

/** What happened and nobody said. */
const NoteLine = z
  .object({
    line: z.literal('note'),
    ...placed,
    note: Note,
    author: System,
    direction: z.literal('system'),
    kind: z.literal('unknown'),
    text: z.literal(''),
    detail: Detail,
    afterwards: Afterwards,
    ...unsent,
  })
  .meta({ id: 'NoteLine' })

/** One line of a conversation, told apart by `line`. */
export const Line = z
  .discriminatedUnion('line', [
    CustomerMessage,
    OurMessage,
    InternalComment,
    StatusChange,
    PriorityChange,
    TypeChange,
    AssigneeChange,
    NotUnderstood,
    NoteLine,
  ])
  .meta({ id: 'Line' })
export type Line = z.infer<typeof Line>

/** What the row of a ticket needs of the line that it shows. */
const inRow = { line: true, text: true, author: true, state: true, direction: true, kind: true, detail: true, afterwards: true } as const

const summarised = { summary: z.array(PartSummary), isEdited: z.boolean() }

export const LastLine = z
  .discriminatedUnion('line', [
    CustomerMessage.pick({ ...inRow, unread: true, isPublic: true }).extend(summarised),
    OurMessage.pick({ ...inRow, unread: true, isPublic: true }).extend(summarised),
    InternalComment.pick(inRow),
  ])
  .meta({ id: 'LastLine' })
export type LastLine = z.infer<typeof LastLine>
