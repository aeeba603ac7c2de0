import type { KeyDeath } from '../acts/outcome.ts'
import type { KeyCause } from './key-cause.ts'

/** Why the key of a channel is of no use. `keyName`: which key it was, as `OpenChannel` has it. */
export type KeyTrouble = DeadKey | KeyUnreadable

/** The channel's network refused it, whatever it was called for. */
export type DeadKey = {
  readonly kind: 'key-dead'
  readonly keyName: string
  readonly cause: KeyCause
  readonly code?: number
  readonly subcode?: number
}

/** Sealed with another encryption key than the desk runs with: nothing was called with it. */
export type KeyUnreadable = { readonly kind: 'key-unreadable'; readonly keyName: string }

/** A key that was met dead while something was to be done with it. */
export function deadKey(keyName: string, { cause, failure: { code, subcode } }: KeyDeath): DeadKey {
  return { kind: 'key-dead', keyName, cause, ...(code === undefined ? {} : { code }), ...(subcode === undefined ? {} : { subcode }) }
}
