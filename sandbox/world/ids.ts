import { createHash, createHmac, randomBytes } from 'node:crypto'

const MID_BYTES = 66
const POOL_BYTES = 64 * MID_BYTES
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** `m_` and about ninety characters, as Messenger's message ids are. */
export function newMid(): string {
  return `m_${pooled(MID_BYTES).toString('base64url')}`
}

/** `EAA…` as user and Page tokens are. */
export function newTokenValue(): string {
  return `EAA${letters(183)}`
}

export function newCodeValue(): string {
  return `AQ${randomBytes(180).toString('base64url')}`
}

export function newTraceId(): string {
  return `A${randomBytes(16).toString('base64url')}`
}

export function newDeliveryId(): string {
  return pooled(9).toString('base64url')
}

/** A random id of 15 digits, for people and Pages made by a control. */
export function newObjectId(): string {
  return digits(randomBytes(16), 15)
}

/** Page-scoped id: another one for the same person on every Page. Sixteen or seventeen digits, too long for a JavaScript number half of the time. */
export function psidOf(pageId: string, personId: string): string {
  const hash = createHash('sha256').update(`psid ${pageId} ${personId}`).digest()
  return digits(hash, hash[31] !== undefined && hash[31] % 2 === 0 ? 16 : 17)
}

/** App-scoped user id: another one for the same person in every app. */
export function appScopedIdOf(appId: string, personId: string): string {
  return digits(createHash('sha256').update(`asid ${appId} ${personId}`).digest(), 17)
}

export function conversationIdOf(psid: string): string {
  return `t_${digits(createHash('sha256').update(`thread ${psid}`).digest(), 17)}`
}

/** The app token that `grant_type=client_credentials` hands out; `id|secret` is accepted as well. */
export function appTokenOf(appId: string, secret: string): string {
  return `${appId}|${createHmac('sha256', secret).update('app token').digest('base64url').slice(0, 27)}`
}

function letters(count: number): string {
  return Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join('')
}

function digits(bytes: Uint8Array, count: number): string {
  const [first = 0, ...rest] = bytes
  return `${1 + (first % 9)}${rest
    .map((byte) => byte % 10)
    .join('')
    .slice(0, count - 1)}`
}

let pool = Buffer.alloc(0)

/** Asking the system for randomness is dear; every message needs some, so it is fetched for many at once. */
function pooled(count: number): Buffer {
  if (pool.length < count) {
    pool = randomBytes(POOL_BYTES)
  }
  const taken = pool.subarray(0, count)
  pool = pool.subarray(count)
  return taken
}
