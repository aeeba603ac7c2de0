import type { WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

type MailState = 'kept' | 'queued' | 'sent' | 'failed'

export type MailRow = {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly bodyText: string
  readonly state: MailState
  readonly failure: string | undefined
  readonly createdAt: Date
}

export type NewMail = Omit<MailRow, 'failure'> & { readonly workspaceId: WorkspaceId }

const LISTED_AT_MOST = 200

export async function insertMail(tx: Tx, mail: NewMail): Promise<void> {
  await tx
    .insertInto('sent_mails')
    .values({
      workspace_id: mail.workspaceId,
      id: mail.id,
      recipient: mail.recipient,
      subject: mail.subject,
      body_text: mail.bodyText,
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

/** Settles a mail that waits. False when it was settled before. */
export async function settleMail(
  tx: Tx,
  mail: { readonly workspaceId: WorkspaceId; readonly id: string },
  outcome: { readonly state: 'sent' | 'kept' } | { readonly state: 'failed'; readonly failure: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('sent_mails')
    .set({ state: outcome.state, failure: outcome.state === 'failed' ? outcome.failure : null })
    .where('workspace_id', '=', mail.workspaceId)
    .where('id', '=', mail.id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function mailsOf(db: Db, workspaceId: WorkspaceId) {
  return db
    .selectFrom('sent_mails')
    .select(['id', 'recipient', 'subject', 'body_text as bodyText', 'state', 'failure', 'created_at as createdAt'])
    .where('workspace_id', '=', workspaceId)
    .$narrowType<{ state: MailState }>()
}

function read(row: Omit<MailRow, 'failure'> & { readonly failure: string | null }): MailRow {
  return { ...row, failure: row.failure ?? undefined }
}
