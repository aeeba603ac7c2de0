import type { z } from 'zod'
import { DeskError } from '#domain/errors.ts'
import { textOf } from '#desk/mails/mail-text.ts'
import { findMail, listMails as readMails, type MailRow } from '#storage/mails.ts'
import type { Api, ApiContext } from './context.ts'
import { getMail, listMails, type Mail, type MailSummary } from './contract/mails.ts'

/** Every mail the desk wrote. Administrators only: one that was not sent shows its link here, on purpose. */
export function registerMails(app: Api, { desk, isSmtpConfigured }: Pick<ApiContext, 'desk' | 'isSmtpConfigured'>): void {
  app.route({
    ...listMails,
    config: { permission: 'workspace.manage' },
    handler: async (request) => {
      const mails = await readMails(desk.db, request.actor.workspaceId)
      return { mails: mails.map(presentSummary), isSmtpConfigured }
    },
  })
  app.route({
    ...getMail,
    config: { permission: 'workspace.manage' },
    handler: async (request) => {
      const mail = await findMail(desk.db, request.actor.workspaceId, request.params.mailId)
      if (!mail) {
        throw new DeskError('not-found', 'There is no such mail.')
      }
      return presentMail(mail)
    },
  })
}

function presentSummary(mail: MailRow): z.infer<typeof MailSummary> {
  const { id, recipient, subject, state } = mail
  return { id, recipient, subject, state, failure: mail.failure ?? null, createdAt: mail.createdAt.toISOString() }
}

function presentMail(mail: MailRow): z.infer<typeof Mail> {
  return { ...presentSummary(mail), bodyText: textOf(mail), link: mail.link ?? null }
}
