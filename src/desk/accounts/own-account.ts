import { DeskError } from '#domain/errors.ts'
import { findCredential, hasOtherWithEmail, lockEmail, updatePerson } from '#storage/accounts.ts'
import { appendEvents } from '#storage/events.ts'
import { findPersonOf } from '#storage/members.ts'
import { deletePasswordReset } from '#storage/password-resets.ts'
import { emailChangedMail, passwordChangedMail } from '../mails/account-mails.ts'
import { writeMail } from '../mails/write-mail.ts'
import { transact } from '../transact.ts'
import { attempt, OWN_PASSWORD } from './attempts.ts'
import { knownBrowserCookie } from './known-browser.ts'
import { normalEmail } from './normal-email.ts'
import { hashPassword, isPasswordOf } from './passwords.ts'
import type { AccountsRoom, Caller, SignedIn } from './room.ts'
import { clearedSessionCookies } from './session-cookie.ts'
import { endSessions, setPassword } from './set-password.ts'
import { tidyName } from './tidy-name.ts'

/** Who changes their own account, and from where. */
export type Owner = { readonly signedIn: SignedIn; readonly caller: Caller; readonly isSmtpConfigured: boolean }

/** Gives the name as it is kept: one line of visible text. */
export async function changeOwnName({ desk }: AccountsRoom, { actor }: SignedIn, typed: string): Promise<string> {
  const name = tidyName(typed, 'name')
  await transact(desk, async (tx) => {
    await updatePerson(tx, actor.userId, { name, now: desk.now() })
    await appendEvents(tx, actor.workspaceId, [{ type: 'member.renamed', actorId: actor.userId, payload: { userId: actor.userId } }])
  })
  return name
}

/** Signs in under another address from now on. The old one gets a mail, and links that were mailed to it die. */
export async function changeOwnEmail(
  room: AccountsRoom,
  { signedIn, caller, isSmtpConfigured }: Owner,
  change: { readonly email: string; readonly currentPassword: string },
): Promise<string> {
  const { desk } = room
  const { workspaceId, userId } = signedIn.actor
  const email = normalEmail(change.email)
  await provePassword(room, { signedIn, caller }, change.currentPassword)
  await transact(desk, async (tx) => {
    const before = await findPersonOf(tx, workspaceId, userId)
    if (before.email === email) {
      return
    }
    await lockEmail(tx, email)
    if (await hasOtherWithEmail(tx, email, userId)) {
      throw new DeskError('conflict', 'Another account has this e-mail address already.', { detail: { field: 'email' } })
    }
    await updatePerson(tx, userId, { email, now: desk.now() })
    await deletePasswordReset(tx, userId)
    const letter = emailChangedMail({ workspaceName: before.workspaceName, email, at: desk.now() })
    await writeMail(tx, desk, { workspaceId, recipient: before.email, ...letter, isSmtpConfigured })
    await appendEvents(tx, workspaceId, [{ type: 'member.email-changed', actorId: userId, payload: { userId } }])
  })
  return email
}

/** This session stays, all others end. Gives the Set-Cookie headers by which this browser stays known. */
export async function changeOwnPassword(
  room: AccountsRoom,
  { signedIn, caller, isSmtpConfigured }: Owner,
  change: { readonly newPassword: string; readonly currentPassword: string },
): Promise<readonly string[]> {
  const { desk } = room
  const { workspaceId, userId } = signedIn.actor
  await provePassword(room, { signedIn, caller }, change.currentPassword)
  const passwordHash = await hashPassword(room, change.newPassword, 'newPassword')
  await transact(desk, async (tx) => {
    await setPassword(tx, room, { userId, workspaceId, passwordHash, exceptSessionId: signedIn.sessionId })
    const { workspaceName, email } = await findPersonOf(tx, workspaceId, userId)
    const letter = passwordChangedMail({ workspaceName, at: desk.now() })
    await writeMail(tx, desk, { workspaceId, recipient: email, ...letter, isSmtpConfigured })
  })
  return [knownBrowserCookie(room, userId)]
}

/** Every browser is signed out, this one too, and none is known any more. Gives the Set-Cookie headers that clear this one. */
export async function signOutEverywhere(room: AccountsRoom, { actor }: SignedIn): Promise<readonly string[]> {
  await transact(room.desk, (tx) => endSessions(tx, room, { ...actor, type: 'member.signed-out-everywhere' }))
  return clearedSessionCookies(room.publicUrl)
}

/** An open browser on an empty desk must not be enough to take an account over. */
async function provePassword(
  room: AccountsRoom,
  { signedIn, caller }: Pick<Owner, 'signedIn' | 'caller'>,
  password: string,
): Promise<void> {
  const { userId, email } = signedIn.session
  await attempt(room.desk, OWN_PASSWORD, {
    knock: { address: caller.address, email: userId },
    act: async () => {
      if (!(await isPasswordOf(room, await findCredential(room.desk.db, email), password))) {
        throw new DeskError('not-allowed', 'This is not your current password.', { detail: { field: 'currentPassword' } })
      }
    },
  })
}
