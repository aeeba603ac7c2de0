import type { Role } from '#domain/members/permissions.ts'
import { ROLE_WORDS } from '../members/role-words.ts'

export type InvitationLetter = {
  readonly workspaceName: string
  readonly invitedBy: string
  readonly role: Role
  readonly link: string
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
      `Open this link and choose a password:\n${letter.link}`,
      `The link works once, until ${dayOf(letter.expiresAt)} UTC. If you did not expect it, do nothing.`,
      'Pagedesk',
    ].join('\n\n'),
  }
}

/** Names are tidy where they are made; a mail trusts no earlier version of that. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 100)
}

function dayOf(instant: Date): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  })
  return format.format(instant)
}
