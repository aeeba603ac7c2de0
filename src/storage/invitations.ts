import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Role } from '#domain/members/permissions.ts'
import type { Db, Tx } from './database.ts'
import type { MailState } from './mails.ts'

export type InvitationRow = {
  readonly id: string
  readonly workspaceId: WorkspaceId
  readonly workspaceName: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: string
  readonly expiresAt: Date
  readonly createdAt: Date
  /** What became of the mail, and its link while somebody may still have to hand it on. */
  readonly mailState: MailState
  readonly link: string | undefined
}

export type NewInvitation = {
  readonly id: string
  readonly workspaceId: WorkspaceId
  readonly email: string
  readonly role: Role
  readonly inviterId: UserId
  readonly tokenHash: Buffer
  readonly mailId: string
  readonly expiresAt: Date
  readonly createdAt: Date
}

/** False when another invitation of this e-mail waits already. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<boolean> {
  const result = await tx
    .insertInto('invitations')
    .values({
      workspace_id: invitation.workspaceId,
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      status: 'pending',
      inviter_id: invitation.inviterId,
      token_hash: invitation.tokenHash,
      mail_id: invitation.mailId,
      expires_at: invitation.expiresAt,
      created_at: invitation.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'email']).where('status', '=', 'pending').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function listPendingInvitations(db: Db, workspaceId: WorkspaceId, now: Date): Promise<readonly InvitationRow[]> {
  const rows = await pendingInvitations(db)
    .where('i.workspace_id', '=', workspaceId)
    .where('i.expires_at', '>', now)
    .orderBy('i.created_at', 'desc')
    .execute()
  return rows.map(read)
}

export async function findPendingInvitation(db: Db, tokenHash: Buffer, now: Date): Promise<InvitationRow | undefined> {
  const row = await pendingInvitations(db).where('i.token_hash', '=', tokenHash).where('i.expires_at', '>', now).executeTakeFirst()
  return row && read(row)
}

/** As `findPendingInvitation`, held until the transaction ends: a link works once, also when it is used twice at once. */
export async function lockPendingInvitation(tx: Tx, tokenHash: Buffer, now: Date): Promise<InvitationRow | undefined> {
  const row = await pendingInvitations(tx)
    .where('i.token_hash', '=', tokenHash)
    .where('i.expires_at', '>', now)
    .forUpdate('i')
    .executeTakeFirst()
  return row && read(row)
}

export async function markInvitationAccepted(tx: Tx, invitation: Pick<InvitationRow, 'workspaceId' | 'id'>): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ status: 'accepted' })
    .where('workspace_id', '=', invitation.workspaceId)
    .where('id', '=', invitation.id)
    .execute()
}

/** Withdraws what waits under this id. False when nothing does. */
export async function cancelInvitationById(tx: Tx, workspaceId: WorkspaceId, id: string): Promise<boolean> {
  const result = await pendingOf(tx, workspaceId).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function cancelInvitationsOf(tx: Tx, workspaceId: WorkspaceId, email: string): Promise<void> {
  await pendingOf(tx, workspaceId).where('email', '=', email).execute()
}

/** Whoever is removed or demoted no longer vouches for those whom they invited. */
export async function cancelInvitationsBy(tx: Tx, workspaceId: WorkspaceId, inviterId: UserId): Promise<void> {
  await pendingOf(tx, workspaceId).where('inviter_id', '=', inviterId).execute()
}

function pendingOf(tx: Tx, workspaceId: WorkspaceId) {
  return tx.updateTable('invitations').set({ status: 'canceled' }).where('workspace_id', '=', workspaceId).where('status', '=', 'pending')
}

function pendingInvitations(db: Db) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('workspaces as w', 'w.id', 'i.workspace_id')
    .innerJoin('users as u', 'u.id', 'i.inviter_id')
    .leftJoin('sent_mails as s', (join) => join.onRef('s.workspace_id', '=', 'i.workspace_id').onRef('s.id', '=', 'i.mail_id'))
    .select([
      'i.id',
      'i.workspace_id as workspaceId',
      'w.name as workspaceName',
      'i.email',
      'i.role',
      'u.name as invitedBy',
      'i.expires_at as expiresAt',
      'i.created_at as createdAt',
      's.state as mailState',
      's.link',
    ])
    .where('i.status', '=', 'pending')
    .$narrowType<{ role: Role; workspaceId: WorkspaceId; mailState: MailState | null }>()
}

/** An invitation from before mails were known to it counts as sent: nothing is left to hand on. */
function read(
  row: Omit<InvitationRow, 'mailState' | 'link'> & { readonly mailState: MailState | null; readonly link: string | null },
): InvitationRow {
  return { ...row, mailState: row.mailState ?? 'sent', link: row.link ?? undefined }
}
