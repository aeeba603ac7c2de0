/** Why the key of a channel is of no use. `keyName`: which key it was, as `OpenChannel` has it. */
export type KeyTrouble =
  /** The channel's network refused it, whatever it was called for. */
  { readonly kind: 'key-dead'; readonly keyName: string; readonly code?: number; readonly subcode?: number } | KeyUnreadable

/** Sealed with another encryption key than the desk runs with: nothing was called with it. */
export type KeyUnreadable = { readonly kind: 'key-unreadable'; readonly keyName: string }
