import { z } from 'zod'
import { ATTACHMENT_KINDS } from '#domain/files/attachment.ts'
import { AnyTicketId } from '../contract/ids.ts'
import { DraftMode } from '../contract/ticket-words.ts'
import { Offer } from '../offers/contract.ts'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['drafts']
const TicketParams = z.object({ ticketId: AnyTicketId })

/** What somebody has begun to write. Without text, offer and files it was sent, or emptied; of others such are not told. */
export const Draft = z
  .object({
    userId: Uuid,
    name: z.string(),
    mode: DraftMode,
    /** Of a ticket of a whole post the thread that is answered. */
    threadId: Uuid.nullable(),
    text: z.string(),
    /** What is to be tapped below it, finished or not. */
    offer: Offer.nullable(),
    /** That were brought for it, in their order; what they hold is shown to whoever brought them. */
    files: z.array(z.object({ id: Uuid, name: z.string().nullable(), what: z.enum(ATTACHMENT_KINDS) })),
    /** Goes up with each change. */
    version: z.int(),
    savedAt: Instant,
  })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof Draft>

export const listDrafts = {
  method: 'GET',
  url: '/api/v1/tickets/:ticketId/drafts',
  schema: {
    tags,
    summary: 'What you and your colleagues have begun to write in a ticket',
    params: TicketParams,
    response: { 200: z.object({ drafts: z.array(Draft) }) },
  },
} as const satisfies RouteContract

export const keepDraft = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/drafts/:mode',
  schema: {
    tags,
    summary:
      'Keep what you have begun to write. `seen` is the version it was written over: when another browser of yours changed that meanwhile, `conflict`',
    params: TicketParams.extend({ mode: DraftMode }),
    body: z.strictObject({
      text: z.string().max(100_000),
      /** In a private reply, finished or not. Null: nothing is to be tapped. Left out: it stays as it is kept. */
      offer: Offer.nullable().optional(),
      seen: z.int().min(0),
      threadId: Uuid.optional(),
    }),
    response: { 200: z.object({ version: z.int() }) },
  },
} as const satisfies RouteContract
