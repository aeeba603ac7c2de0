import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { insertMail } from '#storage/mails.ts'
import type { Desk } from '../desk.ts'

export type MailDraft = {
  readonly workspaceId: WorkspaceId
  readonly recipient: string
  readonly subject: string
  readonly bodyText: string
  /** The secret link that belongs where the text has `LINK_PLACE`. */
  readonly link?: string | undefined
  readonly isSmtpConfigured: boolean
}

/** Queues a mail in the caller's transaction; without an SMTP server it is kept, to be read under Mail. Gives its id. */
export async function writeMail(tx: Tx, desk: Desk, { isSmtpConfigured, ...draft }: MailDraft): Promise<string> {
  const { workspaceId } = draft
  const id = desk.newId()
  const state = isSmtpConfigured ? 'queued' : 'kept'
  await insertMail(tx, { ...draft, link: draft.link, id, state, createdAt: desk.now() })
  if (state === 'queued') {
    await desk.jobs.deliverMail(tx, { workspaceId, mailId: id })
  }
  await appendEvents(tx, workspaceId, [{ type: 'mail.written', payload: { mailId: id } }])
  return id
}
