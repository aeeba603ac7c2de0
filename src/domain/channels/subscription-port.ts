import type { ChannelOfWorkspace } from './channel.ts'
import type { Callback, NotTold } from './findings.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** Whether a channel's network tells the desk of everything, and how to have it do so. The desk never knows how. */
export type SubscriptionPort = {
  /** Of all channels at once. */
  readonly desk: Subscription<AppAnswer>
  of(channel: ChannelOfWorkspace): Promise<OpenSubscription | KeyTrouble | { readonly kind: 'no-key' }>
}

type Subscription<Answer> = {
  /** What the network leaves out, as it calls it. */
  missing(): Promise<Answer>
  /** Asks for everything, and tells what is left out afterwards: the network may say yes and leave something out all the same. */
  mend(): Promise<Answer>
}

/** `keyName`: with which key it is asked. */
type OpenSubscription = { readonly kind: 'open'; readonly keyName: string } & Subscription<SubscriptionAnswer | KeyTrouble>

export type SubscriptionAnswer = { readonly kind: 'told'; readonly missing: readonly string[] } | NotTold

/** Where something is left out because the network brings it elsewhere, all of it is. */
export type AppAnswer = { readonly kind: 'told'; readonly missing: readonly string[]; readonly callback: Callback } | NotTold
