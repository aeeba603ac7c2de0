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
    const mailId = await writeInvitation(tx, desk, { ...draft, ...invite, actor, email, link })
    const invitation = await keepInvitation(tx, desk, { ...draft, actor, mailId })
    await appendEvents(tx, actor.workspaceId, [
      { type: 'member.invited', actorId: actor.userId, payload: { invitationId: invitation.id, role: invite.role } },
    ])
    return invitation
  })
}

type Letter = Pick<Invite, 'email' | 'role' | 'isSmtpConfigured'> & {
  readonly actor: Actor
  readonly link: string
  readonly expiresAt: Date
}

async function writeInvitation(tx: Tx, desk: Desk, letter: Letter): Promise<string> {
  const { workspaceId, userId } = letter.actor
  const { workspaceName, name } = await findPersonOf(tx, workspaceId, userId)
  const { subject, bodyText } = invitationMail({ ...letter, workspaceName, invitedBy: name })
  const { email, link, isSmtpConfigured } = letter
  return writeMail(tx, desk, { workspaceId, recipient: email, subject, bodyText, link, isSmtpConfigured })
}

async function refuseMember(tx: Tx, { workspaceId }: Actor, email: string): Promise<void> {
  if (await findMemberByEmail(tx, workspaceId, email)) {
    throw new DeskError('conflict', 'This person works here already.', { detail: { field: 'email' } })
  }
}

type Draft = {
  readonly actor: Actor
  readonly email: string
  readonly role: Role
  readonly token: string
  readonly expiresAt: Date
  readonly mailId: string
}

async function keepInvitation(tx: Tx, desk: Desk, { actor, ...draft }: Draft): Promise<InvitationRow> {
  const createdAt = desk.now()
  const tokenHash = hashLinkToken(draft.token)
  const isNew = await insertInvitation(tx, {
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
  const invitation = isNew ? await findPendingInvitation(tx, tokenHash, createdAt) : undefined
  if (!invitation) {
    throw new DeskError('conflict', 'Somebody invited this person at the same moment. Look at the list.')
  }
  return invitation
}
