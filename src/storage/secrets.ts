import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Seals what must not be readable in the database: keys of Facebook's. */
export type Sealer = {
  /** `context` says what the secret belongs to; it opens with the same context only, so a row cannot borrow another's secret. */
  seal(secret: string, context: string): Buffer
  /** Throws when the bytes were changed, belong to another context or were sealed with another key. */
  open(sealed: Uint8Array, context: string): string
}

/** The sealed bytes cannot be opened. Says nothing of what is inside. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError'
}

/** What was sealed, or undefined where `open` would throw an `UnsealError`: for who has something to say about that. */
export function openIfReadable(sealer: Sealer, sealed: Uint8Array, context: string): string | undefined {
  try {
    return sealer.open(sealed, context)
  } catch (error) {
    // Another key than it was sealed with is an expected outcome here; anything else is a fault of ours.
    if (error instanceof UnsealError) {
      return undefined
    }
    throw error
  }
}

/** What the key of a channel is bound to. */
export function channelKeyContext(channel: { readonly workspaceId: string; readonly id: string }): string {
  return `channel/${channel.workspaceId}/${channel.id}`
}

/** What the person's key of an authorisation is bound to, while Pages are being chosen. */
export function authorisationKeyContext(authorisation: { readonly workspaceId: string; readonly id: string }): string {
  return `facebook-authorisation/${authorisation.workspaceId}/${authorisation.id}`
}

const KEY_BYTES = 32
const KEY_ID = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES

/** AES-256-GCM. The bytes: key id (1), nonce (12), tag (16), ciphertext; the key id leaves room for a second key. */
export function createSealer(key: Uint8Array): Sealer {
  if (key.byteLength !== KEY_BYTES) {
    throw new Error(`The encryption key must have ${KEY_BYTES} bytes, found ${key.byteLength}.`)
  }
  return {
    seal: (secret, context) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([KEY_ID]), iv, cipher.getAuthTag(), text])
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== KEY_ID || bytes.byteLength < HEAD_BYTES) {
        throw new UnsealError('A stored key was sealed with another ENCRYPTION_KEY, or is damaged.')
      }
      const iv = bytes.subarray(1, 1 + IV_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context))
      decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, HEAD_BYTES))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new UnsealError('A stored key was sealed with another ENCRYPTION_KEY, or is damaged.', { cause })
      }
    },
  }
}
