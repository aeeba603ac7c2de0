import { createHash, randomBytes } from 'node:crypto'

/** The secret of a link in a mail: 256 random bits, as 43 characters that a URL takes as they are. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of it. Every character counts, upper and lower case too. */
export function hashLinkToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
