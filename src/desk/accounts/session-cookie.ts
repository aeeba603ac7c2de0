import { createHmac, timingSafeEqual } from 'node:crypto'
import { COOKIE_PREFIX } from './better-auth.ts'

const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

/**
 * The session's token out of a Cookie header, if we signed it. better-auth writes `token.signature`, the signature being
 * base64 of HMAC-SHA-256 over the token (better-call, `signCookieValue`, 2026-11). Read here and not by `getSession`,
 * which asks the database up to three times a request.
 */
export function readSessionToken(cookieHeader: string | undefined, secret: string): string | undefined {
  const value = findCookie(cookieHeader ?? '', SESSION_COOKIE)
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) {
    return undefined
  }
  const token = value.slice(0, dot)
  const signature = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined
}

/** The Set-Cookie header that makes a browser forget its session. */
export function clearedSessionCookie(publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${SESSION_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`
}

function findCookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      return decode(part.slice(equals + 1).trim())
    }
  }
  return undefined
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // A cookie that is not percent-encoded text was not written by us: the same as none.
    return undefined
  }
}
