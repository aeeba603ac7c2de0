import { isAPIError } from 'better-auth/api'
import { DeskError } from '#domain/errors.ts'
import { deleteExpiredSessions } from '#storage/accounts.ts'
import type { AccountsRoom, Caller, Entry } from './room.ts'
import { attempt, SIGN_IN } from './attempts.ts'
import { headersOf } from './headers.ts'
import { knownBrowser, knownBrowserCookie } from './known-browser.ts'
import { normalEmail } from './normal-email.ts'
import { readSession } from './read-session.ts'
import { signOut } from './sign-out.ts'

export type Credentials = {
  readonly email: string
  readonly password: string
  /** False ends the session with the browser, and after a day at the latest. */
  readonly staysSignedIn?: boolean | undefined
}

/**
 * Opens a new session, always with a new id, and ends the one that the browser came with. A browser that signed in to this
 * account before is counted by itself alone, so that no stranger's wrong passwords shut its owner out.
 */
export async function signIn(room: AccountsRoom, credentials: Credentials, caller: Caller): Promise<Entry> {
  const email = normalEmail(credentials.email)
  const known = await knownBrowser(room, email, caller)
  const knock = known ? { browser: known.key } : { address: caller.address, email }
  return attempt(room.desk, SIGN_IN, { knock, act: () => openSession(room, credentials, caller) })
}

/** The same without counting an attempt: for a door that has counted its own. */
export async function openSession(room: AccountsRoom, credentials: Credentials, caller: Caller): Promise<Entry> {
  const setCookies = await checkPassword(room, credentials, caller)
  const cookie = setCookies.map((each) => each.split(';')[0]).join('; ')
  const signedIn = await readSession(room, cookie)
  if (!signedIn) {
    throw new DeskError('not-signed-in', 'You were removed from this desk just now. Ask an administrator for an invitation.')
  }
  await deleteExpiredSessions(room.desk.db, signedIn.actor.userId)
  const earlier = await readSession(room, caller.cookie)
  if (earlier) {
    await signOut(room, earlier.actor, earlier.sessionId)
  }
  return { signedIn, setCookies: [...setCookies, knownBrowserCookie(room, signedIn.actor.userId)] }
}

async function checkPassword(
  room: AccountsRoom,
  { email, password, staysSignedIn = true }: Credentials,
  caller: Caller,
): Promise<readonly string[]> {
  try {
    const { headers } = await room.auth.api.signInEmail({
      body: { email: normalEmail(email), password, rememberMe: staysSignedIn },
      headers: headersOf(caller),
      returnHeaders: true,
    })
    return headers.getSetCookie()
  } catch (error) {
    throw isAPIError(error) ? refusalOf(error.body?.code ?? '', error) : error
  }
}

/** better-auth's codes in our words. It hashes a password for unknown people too, so that time tells nothing either. */
function refusalOf(code: string, cause: Error): Error {
  switch (code) {
    case 'INVALID_EMAIL':
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'PASSWORD_TOO_LONG':
      return new DeskError('not-signed-in', 'This e-mail and password do not match. Check both, or ask for a new password.', { cause })
    case 'FAILED_TO_CREATE_SESSION':
      return new DeskError('not-allowed', 'You are no longer a member of this desk. Ask an administrator for an invitation.', { cause })
    default:
      return cause
  }
}
