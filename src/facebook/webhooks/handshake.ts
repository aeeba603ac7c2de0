import { createHash, timingSafeEqual } from 'node:crypto'

/** The query of Facebook's verification GET, as the query-string parser left it: a value may be missing or a list. */
export type HandshakeQuery = Readonly<Record<string, unknown>>

/** The challenge to echo, or undefined when the caller does not know our verify token. */
export function answerHandshake(query: HandshakeQuery, verifyToken: string): string | undefined {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query
  if (mode !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string') {
    return undefined
  }
  return isSame(token, verifyToken) ? challenge : undefined
}

/** Digests are of equal length, so neither length nor content shows in the time taken. */
function isSame(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right))
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
