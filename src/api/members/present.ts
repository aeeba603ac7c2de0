import type { z } from 'zod'
import type { InvitationRow } from '#storage/invitations.ts'
import type { MemberRow } from '#storage/members.ts'
import type { Invitation, Member } from './contract.ts'

export function presentMember(member: MemberRow): z.infer<typeof Member> {
  const { id, userId, name, email, role } = member
  return { id, userId, name, email, role, joinedAt: member.joinedAt.toISOString() }
}

export function presentInvitation(invitation: InvitationRow): z.infer<typeof Invitation> {
  const { id, email, role, invitedBy, mailState, link } = invitation
  return {
    id,
    email,
    role,
    invitedBy,
    mailState,
    link: isToBeHandedOn(mailState) ? (link ?? null) : null,
    expiresAt: invitation.expiresAt.toISOString(),
    createdAt: invitation.createdAt.toISOString(),
  }
}

/** While a mail waits for its server, a second way to the link would only confuse. */
function isToBeHandedOn(state: InvitationRow['mailState']): boolean {
  return state === 'kept' || state === 'failed'
}
