import type { Act } from '../acts/act.ts'
import type { Outcome, SendFailure } from '../acts/outcome.ts'
import type { Sight } from '../acts/sight.ts'
import type { PrivateReplyAnswer } from '../acts/private-reply-answer.ts'
import type { Subject } from '../conversations/subject.ts'
import type { ChannelOfWorkspace } from './channel.ts'

/** What carries acts out of the desk. The desk never knows how, nor with which key. */
export type ChannelPort = {
  /** Looks for the key that the channel has now, before anything is marked as under way. Nothing is called. */
  open(channel: ChannelOfWorkspace): Promise<Opening>
}

export type Opening =
  | { readonly kind: 'open'; readonly channel: OpenChannel }
  /** Sealed with another encryption key than the desk runs with. */
  | { readonly kind: 'unreadable'; readonly keyName: string }
  | { readonly kind: 'no-key' }

/** A channel whose key is at hand. */
export type OpenChannel = {
  /** Which key it is: a verdict on it is none on the one that somebody puts in its place meanwhile. */
  readonly keyName: string
  carry(act: Act, to: Addressee): Promise<Outcome>
  /** Whether an act was done that was asked for since and never answered. Does nothing. */
  look(act: Act, to: Addressee, since: Date): Promise<Sight>
  /** Whether what the channel calls so can be answered privately. */
  mayReplyPrivately(calledAs: string): Promise<PrivateReplySight>
}

export type PrivateReplySight =
  | { readonly kind: 'told'; readonly answer: PrivateReplyAnswer }
  /** The channel does not tell. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'not-now'; readonly why: string }
  | { readonly kind: 'key-dead'; readonly failure: SendFailure }

export type Addressee = {
  /** Where the act belongs. */
  readonly subject: Subject
  /** What an answer that everybody reads is said under, as the channel calls it; undefined in private. */
  readonly under: string | undefined
  /** What it is done to, as the channel calls it; undefined of what is said anew. */
  readonly target: string | undefined
  /** Goes out with the act, and its echo brings it back. */
  readonly mark: string
}
