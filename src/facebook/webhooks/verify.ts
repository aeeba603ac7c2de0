import { createHmac, timingSafeEqual } from 'node:crypto'

declare const verified: unique symbol
/** A webhook body whose signature has been checked. Only `verify` can make one. */
export type VerifiedBody = Buffer & { readonly [verified]: true }

const PREFIX = 'sha256='

/**
 * Facebook signs the exact bytes it sent (non-ASCII escaped as \uXXXX), so this runs before any JSON parsing and never
 * over re-serialised JSON. The older `X-Hub-Signature` (SHA-1) is not looked at: it alone proves nothing.
 */
export function verify(body: Buffer, signature: string | undefined, appSecret: string): VerifiedBody | undefined {
  if (signature === undefined || signature.length !== PREFIX.length + 64 || !signature.startsWith(PREFIX)) {
    return undefined
  }
  const expected = Buffer.from(createHmac('sha256', appSecret).update(body).digest('hex'))
  const given = Buffer.from(signature.slice(PREFIX.length))
  const isGenuine = given.length === expected.length && timingSafeEqual(given, expected)
  return isGenuine ? (body as VerifiedBody) : undefined
}
