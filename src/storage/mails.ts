import type { WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

export type MailState = 'kept' | 'queued' | 'sent' | 'failed'

export type MailRow = {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  /** With `LINK_PLACE` where the link stood or stands. */
  readonly bodyText: string
  /** The mail's secret link, until a mail server has taken the mail. */
  readonly link: string | undefined
  readonly state: MailState
  readonly failure: string | undefined
  readonly createdAt: Date
}

export type NewMail = Omit<MailRow, 'failure'> & { readonly workspaceId: WorkspaceId }

const LISTED_AT_MOST = 200

/** Marks the link's place in a mail's text. No name can hold it: names are one line of visible text. */
export const LINK_PLACE = '\u0001'

export async function insertMail(tx: Tx, mail: NewMail): Promise<void> {
  await tx
    .insertInto('sent_mails')
    .values({
      workspace_id: mail.workspaceId,
      id: mail.id,
      recipient: mail.recipient,
      subject: mail.subject,
      body_text: mail.bodyText,
      link: mail.link ?? null,
      state: mail.state,
      created_at: mail.createdAt,
    })
    .execute()
}

/** The newest two hundred. */
export async function listMails(db: Db, workspaceId: WorkspaceId): Promise<readonly MailRow[]> {
  const rows = await mailsOf(db, workspaceId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(LISTED_AT_MOST).execute()
  return rows.map(read)
}

export async function findMail(db: Db, workspaceId: WorkspaceId, id: string): Promise<MailRow | undefined> {
  const row = await mailsOf(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** Settles a mail that waits. Its link goes as soon as a mail server has it. False when it was settled before. */
export async function settleMail(
  tx: Tx,
  mail: { readonly workspaceId: WorkspaceId; readonly id: string },
  outcome: { readonly state: 'sent' | 'kept' } | { readonly state: 'failed'; readonly failure: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('sent_mails')
    .set({
      state: outcome.state,
      failure: outcome.state === 'failed' ? outcome.failure : null,
      ...(outcome.state === 'sent' ? { link: null } : {}),
    })
    .where('workspace_id', '=', mail.workspaceId)
    .where('id', '=', mail.id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function mailsOf(db: Db, workspaceId: WorkspaceId) {
  return db
    .selectFrom('sent_mails')
    .select(['id', 'recipient', 'subject', 'body_text as bodyText', 'link', 'state', 'failure', 'created_at as createdAt'])
    .where('workspace_id', '=', workspaceId)
    .$narrowType<{ state: MailState }>()
}

function read(row: Omit<MailRow, 'failure' | 'link'> & { readonly failure: string | null; readonly link: string | null }): MailRow {
  return { ...row, failure: row.failure ?? undefined, link: row.link ?? undefined }
}
