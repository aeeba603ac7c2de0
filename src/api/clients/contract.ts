import { z } from 'zod'
import { TICKET_STATUSES } from '#domain/tickets/status.ts'
import { AnyClientId } from '../contract/ids.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['clients']
const ClientParams = z.object({ clientId: AnyClientId })

export const Client = z
  .object({
    id: Uuid,
    /** Facebook's, or what a colleague wrote. Null when nobody tells: the screen says "Facebook user" and the end of the id. */
    name: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    note: z.string(),
    isVip: z.boolean(),
    createdAt: Instant,
    identities: z.array(z.object({ channelId: Uuid, channelName: z.string(), externalId: z.string() })),
    tickets: z.array(
      z.object({ id: Uuid, number: z.int(), status: z.enum(TICKET_STATUSES), lastMessageText: z.string().nullable(), createdAt: Instant }),
    ),
  })
  .meta({ id: 'Client' })
export type Client = z.infer<typeof Client>

export const getClient = {
  method: 'GET',
  url: '/api/v1/clients/:clientId',
  schema: { tags, summary: 'A client with identities and tickets', params: ClientParams, response: { 200: Client } },
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
