import { z } from 'zod'
import { KEY_CAUSES } from '#domain/channels/key-cause.ts'
import { IMPORT_DAYS } from '#domain/channels/history-import.ts'
import { CHANNEL_KINDS } from '#domain/channels/channel.ts'
import { ALLOWANCES } from '#domain/messaging-policy/reply-mode.ts'
import { COMMENT_TICKETS, SWITCHED_KINDS } from '#domain/tickets/routing.ts'
import { AnyChannelId } from '../contract/ids.ts'
import { CommandHeaders, Instant, Nothing, type RouteContract, Uuid } from '../contract/route.ts'
import { Name } from '../contract/typed.ts'

const tags = ['channels']

/** Somebody took its key away. */
const DisconnectedByHand = z.object({ kind: z.literal('disconnected'), by: z.string(), since: Instant })
const KeyDead = z.object({
  kind: z.literal('key-dead'),
  /** As far as Facebook tells. */
  cause: z.enum(KEY_CAUSES),
  code: z.int().optional(),
  subcode: z.int().optional(),
  since: Instant,
})
/** Sealed with another encryption key than the desk runs with: nothing can be called with it. */
const KeyUnreadable = z.object({ kind: z.literal('key-unreadable'), since: Instant })
const PermissionMissing = z.object({ kind: z.literal('permission-missing'), permission: z.string(), since: Instant })
/** Facebook stopped the Page from sending; only Facebook ends that, whatever is reconnected. */
const SendingBlocked = z.object({ kind: z.literal('sending-blocked'), reason: z.string().optional(), since: Instant })
/** Facebook warned the Page. It is over as it is told, and never the foremost problem. */
const Warned = z.object({ kind: z.literal('warned'), reason: z.string().optional(), since: Instant })

/** Of several the one that stops most; all permissions that are missing in one text, separated by ", ". */
const ForemostProblem = z.discriminatedUnion('kind', [
  DisconnectedByHand,
  KeyDead,
  KeyUnreadable,
  PermissionMissing,
  SendingBlocked,
  Warned,
])

/** `mendedAt` is null for as long as it stands. Each missing permission is a problem of its own. */
const mended = { mendedAt: Instant.nullable() }
const ChannelProblem = z.discriminatedUnion('kind', [
  DisconnectedByHand.extend(mended),
  KeyDead.extend(mended),
  KeyUnreadable.extend(mended),
  PermissionMissing.extend(mended),
  SendingBlocked.extend(mended),
  Warned.extend(mended),
])

export const Channel = z
  .object({
    id: Uuid,
    kind: z.enum(CHANNEL_KINDS),
    name: z.string(),
    externalId: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    /** `switched-off`: its extension is disabled, what arrives is kept. */
    state: z.enum(['connected', 'disconnected', 'switched-off']),
    /** As what else than within the 24 hours Facebook lets the Page write, as an administrator recorded. */
    allowances: z.array(z.enum(ALLOWANCES)),
    /** For who knows of one problem only; `problems` tells them all. */
    problem: ForemostProblem.nullable(),
    /** What is wrong, and what was mended within the last 14 days; the oldest first. */
    problems: z.array(ChannelProblem),
    /** Null with a connected Facebook channel means: valid until revoked. */
    keyValidUntil: Instant.nullable(),
    /** When Facebook was last asked about the key and answered; null before that. */
    keyCheckedAt: Instant.nullable(),
    connectedBy: z.string().nullable(),
    connectedAt: Instant.nullable(),
    /** Until then nothing is sent: Facebook asked the Page to slow down. Null once that is over. */
    pausedUntil: Instant.nullable(),
    lastEventAt: Instant.nullable(),
    /** Things that arrived and are not understood yet; kept raw. */
    notUnderstoodCount: z.int(),
    /** What they are, by their labels ("feed comment add", "reaction"), the most frequent first; at most 20 labels. */
    notUnderstood: z.array(z.object({ label: z.string(), count: z.int() })),
    /** It is being deleted with all that came by it, on whose word, and how far that is, in percent. It goes from the list when all is gone. Else null. */
    deletion: z.object({ by: z.string(), startedAt: Instant, percent: z.int() }).nullable(),
  })
  .meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>

export const OfferedPage = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    eligibility: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('eligible') }),
      z.object({ kind: z.literal('not-published') }),
      z.object({ kind: z.literal('not-administered'), missingTasks: z.array(z.string()) }),
      z.object({ kind: z.literal('held-elsewhere') }),
    ]),
    /** The channel that this Page already is in this workspace. */
    channelId: Uuid.nullable(),
  })
  .meta({ id: 'OfferedPage' })
export type OfferedPage = z.infer<typeof OfferedPage>

export const Authorisation = z
  .object({
    id: Uuid,
    personName: z.string(),
    expiresAt: Instant,
    /** Permissions that were asked for and not granted. Pages can be connected without these; what they are for does not work. */
    missingPermissions: z.array(z.string()),
    pages: z.array(OfferedPage),
    /** Pages that this person connected here before and did not allow this time: Facebook ends their keys. */
    cutOff: z.array(z.object({ channelId: Uuid, name: z.string() })),
  })
  .meta({ id: 'Authorisation' })
export type Authorisation = z.infer<typeof Authorisation>

const AuthorisationParams = z.object({ authorisationId: Uuid })

export const listChannels = {
  method: 'GET',
  url: '/api/v1/channels',
  schema: { tags, summary: 'Every connected source with its state', response: { 200: z.object({ channels: z.array(Channel) }) } },
} as const satisfies RouteContract

export const addChatChannel = {
  method: 'POST',
  url: '/api/v1/channels',
  schema: {
    tags,
    summary: 'Add a chat channel; only a name is needed',
    headers: CommandHeaders,
    body: z.strictObject({ kind: z.literal('chat'), name: Name }),
    response: { 201: Channel },
  },
} as const satisfies RouteContract

const ChannelParams = z.object({ channelId: AnyChannelId })

export const renameChatChannel = {
  method: 'PUT',
  url: '/api/v1/channels/:channelId/name',
  schema: {
    tags,
    summary: "Rename a chat channel; a Page's name is Facebook's",
    params: ChannelParams,
    body: z.strictObject({ name: Name }),
    response: { 200: Channel },
  },
} as const satisfies RouteContract

export const removeChannel = {
  method: 'DELETE',
  url: '/api/v1/channels/:channelId',
  schema: {
    tags,
    summary:
      'Delete a channel. A chat channel is gone at once. A Page is let go of at once, and what came by it is erased in a while, which nobody can stop',
    params: ChannelParams,
    /** Of a Page its name, typed as it stands there. */
    body: z.strictObject({ name: z.string().max(500) }).nullish(),
    /** 202: a Page that is being deleted. `isUnsubscribed`: as for the key. */
    response: { 202: z.object({ channel: Channel, isUnsubscribed: z.boolean() }), 204: Nothing },
  },
} as const satisfies RouteContract

export const disconnectChannel = {
  method: 'DELETE',
  url: '/api/v1/channels/:channelId/key',
  schema: {
    tags,
    summary:
      'Disconnect a Page: its key is destroyed, nothing comes and nothing is sent. Tickets and history stay; it can be connected again',
    params: ChannelParams,
    /** `isUnsubscribed`: Facebook confirmed that it stops telling of the Page. Where it did not, what still comes is ignored. */
    response: { 200: z.object({ channel: Channel, isUnsubscribed: z.boolean() }) },
  },
} as const satisfies RouteContract

export const TicketSwitch = z
  .object({
    kind: z.enum(SWITCHED_KINDS),
    isOn: z.boolean(),
    /** Null: nobody has switched it yet. */
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
    /**
     * Conversations in which a customer wrote something that nobody answered and that stands in no ticket, at most 1,000, though it was deleted since:
     * they get one when it is switched on. Where it is on already they are about to.
     */
    waitingCount: z.int(),
  })
  .meta({ id: 'TicketSwitch' })
export type TicketSwitch = z.infer<typeof TicketSwitch>

export const listTicketSwitches = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/ticket-switches',
  schema: {
    tags,
    summary: 'Of what a Page makes tickets: comments, visitors’ posts, mentions, reviews',
    params: ChannelParams,
    response: { 200: z.object({ switches: z.array(TicketSwitch) }) },
  },
} as const satisfies RouteContract

export const switchTickets = {
  method: 'PUT',
  url: '/api/v1/channels/:channelId/ticket-switches/:kind',
  schema: {
    tags,
    summary: 'Make tickets of a kind, or not: what is off is kept without a ticket, and who waits gets one when it is switched on',
    params: z.object({ channelId: AnyChannelId, kind: z.enum(SWITCHED_KINDS) }),
    body: z.strictObject({ isOn: z.boolean() }),
    response: { 200: TicketSwitch },
  },
} as const satisfies RouteContract

export const CommentTickets = z
  .object({
    /** `thread`: each comment that somebody writes under a post, with its answers, is a ticket; `post`: all of them under a post are one. */
    onePer: z.enum(COMMENT_TICKETS),
    /** Null: nobody has chosen yet. */
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'CommentTickets' })
export type CommentTickets = z.infer<typeof CommentTickets>

export const getCommentTickets = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/comment-tickets',
  schema: {
    tags,
    summary: 'Of what a Page makes one ticket where people comment: of each thread, or of all under a post',
    params: ChannelParams,
    response: { 200: CommentTickets },
  },
} as const satisfies RouteContract

export const setCommentTickets = {
  method: 'PUT',
  url: '/api/v1/channels/:channelId/comment-tickets',
  schema: {
    tags,
    summary: 'Make one ticket of each comment thread, or of all under a post. It holds for new tickets; what stands in one goes on there',
    params: ChannelParams,
    body: z.strictObject({ onePer: z.enum(COMMENT_TICKETS) }),
    response: { 200: CommentTickets },
  },
} as const satisfies RouteContract

export const beginAuthorisation = {
  method: 'POST',
  url: '/api/v1/facebook/authorisations',
  schema: {
    tags,
    summary: "Begin connecting Pages: where Facebook's dialog is",
    /**
     * `isAskingAgain`: Facebook asks once more for what was declined before. `channelId`: of a Page whose key is to be renewed; the browser comes back to its
     * settings. Without a body: neither.
     */
    body: z.strictObject({ isAskingAgain: z.boolean(), channelId: AnyChannelId.optional() }).nullish(),
    response: { 201: z.object({ dialogUrl: z.string() }) },
  },
} as const satisfies RouteContract

/** Facebook sends the browser back here. Answers with a redirect to the page list, or to the channels with `?refused=CODE`. */
export const returnFromDialog = {
  method: 'GET',
  url: '/api/v1/facebook/callback',
  schema: {
    tags,
    summary: "Return address of Facebook's dialog",
    querystring: z.object({
      code: z.string().max(2000).optional(),
      state: z.string().max(500).optional(),
      error: z.string().max(200).optional(),
      error_code: z.string().max(200).optional(),
      error_reason: z.string().max(200).optional(),
    }),
    response: { 303: Nothing },
  },
} as const satisfies RouteContract

export const getAuthorisation = {
  method: 'GET',
  url: '/api/v1/facebook/authorisations/:authorisationId',
  schema: { tags, summary: 'The Pages of the person who authorised', params: AuthorisationParams, response: { 200: Authorisation } },
} as const satisfies RouteContract

export const connectPages = {
  method: 'POST',
  url: '/api/v1/facebook/authorisations/:authorisationId/channels',
  schema: {
    tags,
    summary: 'Connect the ticked Pages; each either becomes a channel or leaves nothing behind',
    params: AuthorisationParams,
    body: z.strictObject({
      pageIds: z.array(z.string().min(1).max(100)).min(1).max(500),
      /** So many days before are brought along, as solved tickets; absent: none. */
      historyDays: z.literal(IMPORT_DAYS).optional(),
    }),
    response: {
      200: z.object({
        channels: z.array(Channel),
        refusals: z.array(z.object({ pageId: z.string(), name: z.string(), code: z.string(), title: z.string() })),
      }),
    },
  },
} as const satisfies RouteContract

const SetAsideDelivery = z
  .object({ id: z.string(), receivedAt: Instant, attempts: z.int(), failure: z.string(), bodyStart: z.string() })
  .meta({ id: 'SetAsideDelivery' })

export const listSetAsideDeliveries = {
  method: 'GET',
  url: '/api/v1/facebook/set-aside-deliveries',
  schema: { tags, summary: 'Webhooks that could not be read', response: { 200: z.object({ deliveries: z.array(SetAsideDelivery) }) } },
} as const satisfies RouteContract

export const replaySetAsideDelivery = {
  method: 'POST',
  url: '/api/v1/facebook/set-aside-deliveries/:deliveryId/replays',
  schema: { tags, summary: 'Read it once more', params: z.object({ deliveryId: z.string().max(60) }), response: { 202: Nothing } },
} as const satisfies RouteContract
