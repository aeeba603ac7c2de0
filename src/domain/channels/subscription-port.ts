import type { ChannelOfWorkspace } from './channel.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** Sees to it that a channel's network tells the desk of everything. The desk never knows how. */
export type SubscriptionPort = {
  /** Of the whole desk. */
  forDesk(): Promise<SubscriptionAnswer>
  ofChannel(channel: ChannelOfWorkspace): Promise<SubscriptionAnswer | KeyTrouble | { readonly kind: 'no-key' }>
}

export type SubscriptionAnswer =
  | { readonly kind: 'whole' }
  /** What was missing, as the network calls it, and is told again from now on. */
  | { readonly kind: 'mended'; readonly fields: readonly string[] }
  /** The network said yes and leaves these out all the same. */
  | { readonly kind: 'incomplete'; readonly fields: readonly string[] }
  | { readonly kind: 'not-now'; readonly why: string }
