import { createHmac, timingSafeEqual } from 'node:crypto'
import { idOf, own } from './json/value.ts'

/** Longer ones Facebook does not make. */
const MOST_CHARACTERS = 4096

/**
 * Whom a `signed_request` is about: their id for our app. Facebook signs the encoded text, and not what it says (Facebook Login, data deletion callback, 2026).
 * Undefined where it was not signed with the app's secret.
 */
export function personIn(signedRequest: string | undefined, appSecret: string): string | undefined {
  if (signedRequest === undefined || signedRequest.length > MOST_CHARACTERS) {
    return undefined
  }
  const [signature = '', payload = '', ...others] = signedRequest.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = createHmac('sha256', appSecret).update(payload).digest()
  if (others.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return undefined
  }
  return idOf(own(jsonOf(payload), 'user_id'))
}

function jsonOf(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  } catch {
    // Signed, and no JSON: it is about nobody.
    return undefined
  }
}
