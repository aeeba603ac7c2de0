import { z } from 'zod'
import { Instant, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['mails']

export const MailState = z.enum(['kept', 'queued', 'sent', 'failed']).meta({ id: 'MailState' })

export const MailSummary = z
  .object({
    id: Uuid,
    recipient: z.string(),
    subject: z.string(),
    state: MailState,
    failure: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'MailSummary' })
export type MailSummary = z.infer<typeof MailSummary>

/** `link`: what must reach the recipient, while no mail server has taken the mail. A secret. */
export const Mail = MailSummary.extend({ bodyText: z.string(), link: z.string().nullable() }).meta({ id: 'Mail' })
export type Mail = z.infer<typeof Mail>

export const listMails = {
  method: 'GET',
  url: '/api/v1/mails',
  schema: {
    tags,
    summary: 'Every mail the desk wrote, newest first; without an SMTP server mails are kept here',
    response: { 200: z.object({ mails: z.array(MailSummary), isSmtpConfigured: z.boolean() }) },
  },
} as const satisfies RouteContract

export const getMail = {
  method: 'GET',
  url: '/api/v1/mails/:mailId',
  schema: { tags, summary: 'One mail with its text', params: z.object({ mailId: Uuid }), response: { 200: Mail } },
} as const satisfies RouteContract
