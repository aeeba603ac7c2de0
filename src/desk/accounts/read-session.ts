import { findSession, type SessionRow } from '#storage/accounts.ts'
import type { AccountsRoom, Caller, SignedIn } from './room.ts'
import { SESSION_LIVES_SECONDS, SESSION_RENEWED_AFTER_SECONDS } from './better-auth.ts'
import { headersOf } from './headers.ts'
import { bringsKnownBrowserCookie, knownBrowserCookie } from './known-browser.ts'
import { isBrief, readSessionToken } from './session-cookie.ts'

export async function readSession(room: AccountsRoom, cookie: string | undefined): Promise<SignedIn | undefined> {
  const token = readSessionToken(cookie, room.secret)
  const row = token === undefined ? undefined : await findSession(room.desk.db, token)
  return row && signedInBy(row)
}

/** A session in use is lengthened once a day; who stays away for its whole life signs in again. */
export async function renewSession(room: AccountsRoom, { session }: SignedIn, caller: Caller): Promise<readonly string[]> {
  if (isBrief(caller.cookie)) {
    return []
  }
  const age = SESSION_LIVES_SECONDS * 1000 - (session.expiresAt.getTime() - Date.now())
  if (age < SESSION_RENEWED_AFTER_SECONDS * 1000) {
    return []
  }
  const { headers } = await room.auth.api.getSession({ headers: headersOf(caller), returnHeaders: true })
  // Browsers that signed in before there was this cookie get theirs here.
  const known = bringsKnownBrowserCookie(caller, session.userId) ? [] : [knownBrowserCookie(room, session.userId)]
  return [...headers.getSetCookie(), ...known]
}

function signedInBy({ id, ...session }: SessionRow): SignedIn {
  const { workspaceId, userId, memberId, role } = session
  return { actor: { workspaceId, userId, memberId, role }, sessionId: id, session }
}
