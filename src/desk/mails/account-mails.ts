import { LINK_PLACE } from '#storage/mails.ts'
import { oneLine, timeOf } from './mail-text.ts'

type Letter = { readonly subject: string; readonly bodyText: string }

/** The way back in for whoever forgot their password. */
export function passwordResetMail({ workspaceName, expiresAt }: { readonly workspaceName: string; readonly expiresAt: Date }): Letter {
  const workspace = oneLine(workspaceName)
  return {
    subject: `Your new password for ${workspace}`,
    bodyText: [
      `Somebody asked for a new password for your account at ${workspace}.`,
      `Open this link and choose one:\n${LINK_PLACE}`,
      `The link works once, until ${timeOf(expiresAt)}. If it was not you, do nothing: your password stays as it is.`,
      'Pagedesk',
    ].join('\n\n'),
  }
}

/** So that nobody's password changes behind their back. */
export function passwordChangedMail({ workspaceName, at }: { readonly workspaceName: string; readonly at: Date }): Letter {
  const workspace = oneLine(workspaceName)
  return {
    subject: `Your password for ${workspace} was changed`,
    bodyText: [
      `The password of your account at ${workspace} was changed on ${timeOf(at)}. All other browsers are signed out.`,
      'If it was not you, ask for a new password on the sign-in page, and tell an administrator.',
      'Pagedesk',
    ].join('\n\n'),
  }
}

/** Goes to the old address, which can no longer sign in. */
export function emailChangedMail({
  workspaceName,
  email,
  at,
}: {
  readonly workspaceName: string
  readonly email: string
  readonly at: Date
}): Letter {
  const workspace = oneLine(workspaceName)
  return {
    subject: `Your e-mail address at ${workspace} was changed`,
    bodyText: [
      `Your account at ${workspace} now belongs to ${oneLine(email)}. It was changed on ${timeOf(at)}; this address no longer signs in.`,
      'If it was not you, tell an administrator now.',
      'Pagedesk',
    ].join('\n\n'),
  }
}
