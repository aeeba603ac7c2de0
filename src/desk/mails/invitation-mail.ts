import type { Role } from '#domain/members/permissions.ts'
import { LINK_PLACE } from '#storage/mails.ts'
import { ROLE_WORDS } from '../members/role-words.ts'
import { oneLine, timeOf } from './mail-text.ts'

export type InvitationLetter = {
  readonly workspaceName: string
  readonly invitedBy: string
  readonly role: Role
  readonly expiresAt: Date
}

/** Plain text only: nothing that somebody calls themselves can become markup, a header, or a second line. */
export function invitationMail(letter: InvitationLetter): { readonly subject: string; readonly bodyText: string } {
  const inviter = oneLine(letter.invitedBy)
  const workspace = oneLine(letter.workspaceName)
  return {
    subject: `${inviter} invites you to ${workspace}`,
    bodyText: [
      `${inviter} invites you to work in ${workspace}. Your role: ${ROLE_WORDS[letter.role]}.`,
      `Open this link and choose a password:\n${LINK_PLACE}`,
      `The link works once, until ${timeOf(letter.expiresAt)}. If you did not expect it, do nothing.`,
      'Pagedesk',
    ].join('\n\n'),
  }
}
