import type { Fact } from '../facts/fact.ts'
import type { ChannelOfWorkspace } from './channel.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** Asks a channel for a post, with the key that the channel has. The desk never knows how, nor which key. */
export type PostPort = (post: ChannelOfWorkspace & { readonly calledAs: string }) => Promise<PostAnswer>

export type PostAnswer =
  /** `facts`: what it says, as if it had been told just now. */
  | { readonly kind: 'told'; readonly facts: readonly Fact[]; readonly permalink: string | undefined }
  /** The channel does not give it, and asking again soon changes nothing. */
  | { readonly kind: 'refused'; readonly refusal: PostRefusal }
  /** Refused or unanswered for a moment. */
  | { readonly kind: 'not-now'; readonly why: string }
  | KeyTrouble
  | { readonly kind: 'no-key' }

/** Why a post is not available to us, in the channel's own numbers and words. */
export type PostRefusal = {
  readonly reason: 'permission-missing' | 'gone'
  readonly code: number
  readonly subcode?: number | undefined
  readonly message: string
}
