import type { Fact } from '../facts/fact.ts'
import type { ChannelOfWorkspace } from './channel.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** What stands in the place of a message of which the network tells no more than that it is there. */
export const UNTOLD_MESSAGE = 'a message that Facebook does not show to programs any more'

/** Asks a channel's network what was said in private since a moment, a page of conversations at a time, the one with the newest message first. */
export type InboxPort = (asked: InboxQuestion) => Promise<InboxAnswer>

/** `page`: as the answer before called it; undefined at the head. */
type InboxQuestion = ChannelOfWorkspace & { readonly since: Date; readonly page: string | undefined }

export type InboxAnswer =
  /** `facts`: as they would have been told. `next`: undefined where nothing is left that was said since. */
  | { readonly kind: 'told'; readonly facts: readonly Fact[]; readonly next: string | undefined }
  /** The network does not let us look, and asking again changes nothing. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'not-now'; readonly why: string }
  | KeyTrouble
  | { readonly kind: 'no-key' }
