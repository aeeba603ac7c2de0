import { z } from 'zod'
import { TICKET_STATUSES } from '#domain/tickets/status.ts'
import { referral } from '../contract/message-parts.ts'
import { AnyClientId } from '../contract/ids.ts'
import { Email } from '../contract/typed.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['clients']
const ClientParams = z.object({ clientId: AnyClientId })

/** As whom a channel knows the person. */
const Identity = z.object({
  /** Whose it was before clients were merged. */
  clientId: Uuid,
  channelId: Uuid,
  channelName: z.string(),
  kind: z.enum(['person', 'author', 'visitor']),
  externalId: z.string(),
  /** What the person is called there. */
  name: z.string().nullable(),
})

const MergedClient = z.object({
  mergeId: Uuid,
  id: Uuid,
  /** Whom it joined: this client, or one that joined it later. */
  survivorId: Uuid,
  mergedAt: Instant,
  mergedBy: z.object({ userId: Uuid, name: z.string().nullable() }),
  name: z.string().nullable(),
  /** Its own, whatever is shown of all who are merged. */
  pictureUrl: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  note: z.string(),
  isVip: z.boolean(),
  createdAt: Instant,
})

export const Client = z
  .object({
    id: Uuid,
    /** Facebook's, or what a colleague wrote. Null when nobody tells: the screen says "Facebook user" and the end of the id. */
    name: z.string().nullable(),
    /** What Facebook tells, whatever a colleague wrote. Null: nothing, or not since somebody wrote last. */
    toldName: z.string().nullable(),
    isNameWritten: z.boolean(),
    pictureUrl: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    note: z.string(),
    isVip: z.boolean(),
    /** Since when the first of those who are merged is a client. */
    createdAt: Instant,
    /** As Facebook tells it: "pl_PL". */
    locale: z.string().nullable(),
    /** How far the person's clock is ahead of UTC, and when that was told: summer time may have begun or ended since. */
    clock: z.object({ utcOffsetMinutes: z.int(), toldAt: Instant }).nullable(),
    /** What first led the person here, of all who are merged. */
    cameFrom: z.object({ ...referral, at: Instant }).nullable(),
    identities: z.array(Identity),
    /** Who joined this client, the first first. What they have is theirs still: a split brings it back. */
    merged: z.array(MergedClient),
    ticketCount: z.int(),
    /** The newest 50, of all who are merged. */
    tickets: z.array(
      z.object({ id: Uuid, number: z.int(), status: z.enum(TICKET_STATUSES), lastMessageText: z.string().nullable(), createdAt: Instant }),
    ),
  })
  .meta({ id: 'Client' })
export type Client = z.infer<typeof Client>

export const getClient = {
  method: 'GET',
  url: '/api/v1/clients/:clientId',
  schema: {
    tags,
    summary: 'A client with identities and tickets. By the id of one that was merged: the one that stayed',
    params: ClientParams,
    response: { 200: Client },
  },
} as const satisfies RouteContract

export const FoundClient = z.object({
  id: Uuid,
  name: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  isVip: z.boolean(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  ticketCount: z.int(),
  identities: z.array(z.object({ kind: Identity.shape.kind, channelName: z.string(), externalId: z.string() })),
})
export type FoundClient = z.infer<typeof FoundClient>

export const searchClients = {
  method: 'GET',
  url: '/api/v1/clients',
  schema: {
    tags,
    summary: 'Clients by the beginnings of words of their names and e-mail addresses, or by a part of a phone number of six digits or more',
    querystring: z.strictObject({ search: z.string().trim().min(1).max(200), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    response: { 200: z.object({ clients: z.array(FoundClient), hasMore: z.boolean() }) },
  },
} as const satisfies RouteContract

const Note = z.string().max(10_000)

export const setClientNote = {
  method: 'PUT',
  url: '/api/v1/clients/:clientId/note',
  schema: {
    tags,
    summary: 'Write the note about a client. `before` is the note it was written over: when a colleague changed that meanwhile, `conflict`',
    params: ClientParams,
    body: z.strictObject({ note: Note, before: Note }),
    response: { 200: Client },
  },
} as const satisfies RouteContract

export const setClientVip = {
  method: 'PUT',
  url: '/api/v1/clients/:clientId/vip',
  schema: {
    tags,
    summary: 'Make a client a VIP, or no longer',
    params: ClientParams,
    body: z.strictObject({ isVip: z.boolean() }),
    response: { 200: Client },
  },
} as const satisfies RouteContract

export const nameClient = {
  method: 'PUT',
  url: '/api/v1/clients/:clientId/name',
  schema: {
    tags,
    summary: "Write a client's name; it stays, whatever Facebook tells. Empty: Facebook's name, which is asked for again",
    params: ClientParams,
    body: z.strictObject({ name: z.string().max(200) }),
    response: { 200: Client },
  },
} as const satisfies RouteContract

export const describeClient = {
  method: 'PUT',
  url: '/api/v1/clients/:clientId/details',
  schema: {
    tags,
    summary:
      "Write a client's name, phone number or e-mail address. What is left out stays, null takes away; without a name of yours: Facebook's",
    params: ClientParams,
    body: z.strictObject({
      name: z.string().max(200).nullable().optional(),
      phone: z.string().max(50).nullable().optional(),
      email: Email.nullable().optional(),
    }),
    response: { 200: Client },
  },
} as const satisfies RouteContract

export const mergeClients = {
  method: 'POST',
  url: '/api/v1/clients/:clientId/merges',
  schema: {
    tags,
    summary: 'Another client turns out to be the same person and joins this one. Asked again, nothing more happens',
    params: ClientParams,
    body: z.strictObject({ clientId: AnyClientId }),
    response: { 200: Client },
  },
} as const satisfies RouteContract

export const splitClient = {
  method: 'DELETE',
  url: '/api/v1/clients/:clientId/merges/:mergeId',
  schema: {
    tags,
    summary:
      'Take a merge back, at any time: who joined has again what they had, and what came to their identities since. Answers with who stayed',
    params: ClientParams.extend({ mergeId: z.uuid() }),
    response: { 200: Client },
  },
} as const satisfies RouteContract
