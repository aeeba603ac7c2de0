import { z } from 'zod'
import { TEMPLATE_STATUSES } from '#domain/templates/message-template.ts'
import { AnyChannelId, AnyTemplateId } from '../contract/ids.ts'
import { type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['channels']
const ChannelParams = z.object({ channelId: AnyChannelId })

export const MessageTemplate = z
  .object({
    id: Uuid,
    name: z.string(),
    language: z.string(),
    /** What Facebook's review said when it was asked last. Only what is `approved` can be sent. */
    status: z.enum(TEMPLATE_STATUSES),
    /** Facebook's code for why it was rejected, where it told one. */
    rejection: z.string().nullable(),
    header: z.string().nullable(),
    /** With its placeholders: `{{1}}`, or `{{order_id}}`. */
    body: z.string(),
    buttons: z.array(z.string()),
    /** False: it has a picture, or an address to fill in, which cannot be sent from here. */
    isFillable: z.boolean(),
  })
  .meta({ id: 'MessageTemplate' })
export type MessageTemplate = z.infer<typeof MessageTemplate>

/** A template that is sent: a value for each of its placeholders, in their order. */
export const FilledTemplate = z.strictObject({
  id: AnyTemplateId,
  values: z.strictObject({ header: z.array(z.string().max(1000)).max(20), body: z.array(z.string().max(1000)).max(50) }),
})
export type FilledTemplate = z.input<typeof FilledTemplate>

const Templates = z.object({ templates: z.array(MessageTemplate) })

export const listTemplates = {
  method: 'GET',
  url: '/api/v1/channels/:channelId/templates',
  schema: {
    tags,
    summary: 'The templates of a Page for utility messages, as Facebook told them last',
    params: ChannelParams,
    response: { 200: Templates },
  },
} as const satisfies RouteContract

export const refreshTemplates = {
  method: 'POST',
  url: '/api/v1/channels/:channelId/templates/refreshes',
  schema: { tags, summary: 'Ask Facebook for the templates of a Page', params: ChannelParams, response: { 200: Templates } },
} as const satisfies RouteContract

export const createTemplate = {
  method: 'POST',
  url: '/api/v1/channels/:channelId/templates',
  schema: {
    tags,
    summary: 'Have Facebook review a new template for utility messages. It must not hold marketing',
    params: ChannelParams,
    body: z.strictObject({
      name: z.string().max(512),
      language: z.string().max(20),
      body: z.string().max(10_000),
      /** A value for each placeholder, by which Facebook understands it. */
      examples: z.array(z.string().max(500)).max(50),
    }),
    response: { 201: Templates },
  },
} as const satisfies RouteContract
