import { createHmac, timingSafeEqual } from 'node:crypto'
import { COOKIE_PREFIX } from './better-auth.ts'
import { findCookie, writeCookie } from './cookies.ts'

const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`
/** Written by better-auth beside a session that shall end with the browser. */
const BRIEF_COOKIE = `${COOKIE_PREFIX}.dont_remember`

/**
 * The session's token out of a Cookie header, if we signed it. better-auth writes `token.signature`, the signature being
 * base64 of HMAC-SHA-256 over the token (better-call, `signCookieValue`, 2026-11). Read here and not by `getSession`,
 * which asks the database up to three times a request.
 */
export function readSessionToken(cookieHeader: string | undefined, secret: string): string | undefined {
  const value = findCookie(cookieHeader, SESSION_COOKIE)
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) {
    return undefined
  }
  const token = value.slice(0, dot)
  const signature = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined
}

/** A session for this visit only: it lives a day at most and is never lengthened. */
export function isBrief(cookieHeader: string | undefined): boolean {
  return findCookie(cookieHeader, BRIEF_COOKIE) !== undefined
}

/** The Set-Cookie headers that make a browser forget its session. */
export function clearedSessionCookies(publicUrl: string): readonly string[] {
  return [SESSION_COOKIE, BRIEF_COOKIE].map((name) => writeCookie({ name, value: '', maxAgeSeconds: 0 }, publicUrl))
}
