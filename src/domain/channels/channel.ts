export const CHANNEL_KINDS = ['facebook', 'chat'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** What is wrong with a channel, as a closed list; the screens own the words. */
export type ChannelProblem =
  | { readonly kind: 'key-dead'; readonly code?: number; readonly subcode?: number; readonly since: string }
  | { readonly kind: 'permission-missing'; readonly permission: string; readonly since: string }
