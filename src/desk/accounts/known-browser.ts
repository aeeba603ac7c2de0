import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { UserId } from '#domain/ids.ts'
import { findBrowserKnowledge } from '#storage/accounts.ts'
import { machineTime } from '../desk-clock.ts'
import { COOKIE_PREFIX } from './better-auth.ts'
import { findCookie, writeCookie } from './cookies.ts'
import type { AccountsRoom, Caller } from './room.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** As long as browsers keep a cookie that is written again at each sign-in. */
const KNOWN_FOR_MS = 180 * DAY_MS

/** A browser that signed in to an account before. */
export type KnownBrowser = {
  /** The same for one browser and account until its next sign-in: what its own attempts are counted by. */
  readonly key: string
}

/**
 * Whether this browser has signed in to the account of this e-mail before. One query and one signature, whoever asks: an
 * e-mail that nobody has takes as long.
 */
export async function knownBrowser(room: AccountsRoom, email: string, caller: Caller): Promise<KnownBrowser | undefined> {
  const account = await findBrowserKnowledge(room.desk.db, email)
  const mark = readMark(room.secret, caller, account?.userId ?? '')
  const isInTime = mark.at >= (account?.knownSince?.getTime() ?? 0) && machineTime(room.desk).getTime() - mark.at < KNOWN_FOR_MS
  return account && mark.isSigned && isInTime ? { key: `${account.userId}/${mark.at}` } : undefined
}

function readMark(secret: string, { cookie }: Caller, userId: string): { readonly at: number; readonly isSigned: boolean } {
  const [time = '', signature = ''] = findCookie(cookie, nameOf(userId))?.split('.') ?? []
  return { at: Number(time), isSigned: isEqual(signature, sign(secret, userId, time)) }
}

/** The Set-Cookie header by which the browser is known from now on. It outlives the session, and says nothing but the time. */
export function knownBrowserCookie({ desk, publicUrl, secret }: AccountsRoom, userId: UserId): string {
  const time = String(machineTime(desk).getTime())
  const value = `${time}.${sign(secret, userId, time)}`
  return writeCookie({ name: nameOf(userId), value, maxAgeSeconds: KNOWN_FOR_MS / 1000 }, publicUrl)
}

/** True when the browser brought a cookie of this account, good or not. */
export function bringsKnownBrowserCookie(caller: Caller, userId: UserId): boolean {
  return findCookie(caller.cookie, nameOf(userId)) !== undefined
}

/** One cookie per account: colleagues who share a computer are each known on it. */
function nameOf(userId: string): string {
  return `${COOKIE_PREFIX}.known_${createHash('sha256').update(userId).digest('hex').slice(0, 16)}`
}

function sign(secret: string, userId: string, time: string): string {
  return createHmac('sha256', secret).update(`known browser/${userId}/${time}`).digest('base64url')
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
