import type { z } from 'zod'
import { textOf } from '#desk/mails/mail-text.ts'
import type { MailRow } from '#storage/mails.ts'
import type { Mail, MailSummary } from './contract.ts'

export function presentSummary(mail: MailRow): z.infer<typeof MailSummary> {
  const { id, recipient, subject, state } = mail
  return { id, recipient, subject, state, failure: mail.failure ?? null, createdAt: mail.createdAt.toISOString() }
}

export function presentMail(mail: MailRow): z.infer<typeof Mail> {
  return { ...presentSummary(mail), bodyText: textOf(mail), link: mail.link ?? null }
}
