import { DeskError } from '#domain/errors.ts'
import type { Role } from '#domain/members/permissions.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { cancelInvitationsOf, findPendingInvitation, insertInvitation, type InvitationRow } from '#storage/invitations.ts'
import { findMemberByEmail, findPersonOf } from '#storage/members.ts'
import { hashLinkToken, newLinkToken } from '../accounts/link-token.ts'
import { normalEmail } from '../accounts/normal-email.ts'
import type { Actor, Desk } from '../desk.ts'
import { invitationMail } from '../mails/invitation-mail.ts'
import { writeMail } from '../mails/write-mail.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

export type Invite = {
  readonly email: string
  readonly role: Role
  readonly publicUrl: string
  readonly isSmtpConfigured: boolean
}

const VALID_MS = 7 * 24 * 60 * 60 * 1000

/** Invites by mail. A second invitation of the same e-mail takes the first one's place, and the first link dies. */
export async function inviteMember(desk: Desk, actor: Actor, invite: Invite): Promise<InvitationRow> {
  requirePermission(actor, 'workspace.manage')
  const email = normalEmail(invite.email)
  const token = newLinkToken()
  const link = `${invite.publicUrl}/invitation/${token}`
  return transact(desk, async (tx) => {
    await refuseMember(tx, actor, email)
    await cancelInvitationsOf(tx, actor.workspaceId, email)
    const draft = { email, role: invite.role, token, expiresAt: new Date(desk.now().getTime() + VALID_MS) }
    const mailId = await writeInvitation({ ...desk, db: tx }, actor, { ...draft, ...invite, email, link })
    const invitation = await keepInvitation({ ...desk, db: tx }, actor, { ...draft, mailId })
    await appendEvents(tx, actor.workspaceId, [
      { type: 'member.invited', actorId: actor.userId, payload: { invitationId: invitation.id, role: invite.role } },
    ])
    return invitation
  })
}

type Letter = Pick<Invite, 'email' | 'role' | 'isSmtpConfigured'> & { readonly link: string; readonly expiresAt: Date }

async function writeInvitation(desk: Desk & { readonly db: Tx }, { workspaceId, userId }: Actor, letter: Letter): Promise<string> {
  const { workspaceName, name } = await findPersonOf(desk.db, workspaceId, userId)
  const { subject, bodyText } = invitationMail({ ...letter, workspaceName, invitedBy: name })
  return writeMail(desk, { workspaceId, recipient: letter.email, subject, bodyText, link: letter.link }, letter)
}

async function refuseMember(tx: Tx, { workspaceId }: Actor, email: string): Promise<void> {
  if (await findMemberByEmail(tx, workspaceId, email)) {
    throw new DeskError('conflict', 'This person works here already.', { detail: { field: 'email' } })
  }
}

type Draft = {
  readonly email: string
  readonly role: Role
  readonly token: string
  readonly expiresAt: Date
  readonly mailId: string
}

async function keepInvitation(desk: Desk & { readonly db: Tx }, actor: Actor, draft: Draft): Promise<InvitationRow> {
  const createdAt = desk.now()
  const tokenHash = hashLinkToken(draft.token)
  const isNew = await insertInvitation(desk.db, {
    id: desk.newId(),
    workspaceId: actor.workspaceId,
    email: draft.email,
    role: draft.role,
    inviterId: actor.userId,
    tokenHash,
    mailId: draft.mailId,
    expiresAt: draft.expiresAt,
    createdAt,
  })
  const invitation = isNew ? await findPendingInvitation(desk.db, tokenHash, createdAt) : undefined
  if (!invitation) {
    throw new DeskError('conflict', 'Somebody invited this person at the same moment. Look at the list.')
  }
  return invitation
}
