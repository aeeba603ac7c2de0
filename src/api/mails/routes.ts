import { DeskError } from '#domain/errors.ts'
import { findMail, listMails as readMails } from '#storage/mails.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import { getMail, listMails } from './contract.ts'
import { presentMail, presentSummary } from './present.ts'

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
