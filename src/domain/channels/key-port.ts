import type { ChannelOfWorkspace } from './channel.ts'
import type { NotTold } from './findings.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** Asks a channel's network about the key that the channel has. The desk never knows how, nor which key. */
export type KeyPort = (channel: ChannelOfWorkspace) => Promise<KeyAnswer>

export type KeyAnswer =
  | LivingKey
  | KeyTrouble
  /** The network gave no answer about it. */
  | NotTold
  | { readonly kind: 'no-key' }

export type LivingKey = {
  readonly kind: 'alive'
  readonly keyName: string
  /** Undefined: until revoked. */
  readonly validUntil: Date | undefined
  /** What the key may be used for, as the network calls it. */
  readonly permissions: readonly string[]
  /** Of what the channel works with, what the key may not be used for. */
  readonly missing: readonly string[]
}
