import type { Act } from '../acts/act.ts'
import type { KeyDeath, Outcome } from '../acts/outcome.ts'
import type { OutgoingFile } from '../files/outgoing-file.ts'
import type { Sight } from '../acts/sight.ts'
import type { PrivateReplyAnswer } from '../acts/private-reply-answer.ts'
import type { Subject } from '../conversations/subject.ts'
import type { Gesture } from '../messaging-policy/gesture.ts'
import type { GoesAs } from '../messaging-policy/reply-mode.ts'
import type { Thing } from '../facts/fact.ts'
import type { ChannelOfWorkspace } from './channel.ts'
import type { KeyUnreadable } from './key-trouble.ts'
import type { NextPlace, Place } from './place.ts'

/** What carries acts out of the desk. The desk never knows how, nor with which key. */
export type ChannelPort = {
  /** Looks for the key that the channel has now, before anything is marked as under way. Nothing is called. */
  open(channel: ChannelOfWorkspace): Promise<Opening>
}

export type Opening = { readonly kind: 'open'; readonly channel: OpenChannel } | KeyUnreadable | { readonly kind: 'no-key' }

/** A channel whose key is at hand. */
export type OpenChannel = {
  /** Which key it is: a verdict on it is none on the one that somebody puts in its place meanwhile. */
  readonly keyName: string
  /** Brings a file that a message is to name, where the channel takes it apart from what says it. Nothing is said by it: it may be done twice. */
  bring(file: OutgoingFile, place: Place): Promise<Brought>
  /** A place in its pace to bring a file, in the order in which it was asked for. */
  nextPlaceForFile(): NextPlace
  /** A place in its pace to carry this act, or the one that is held, where it is of the same pace; undefined: not now. */
  placeNow(act: Act, subject: Subject, held: Place | undefined): Place | undefined
  /** The next one, in the order in which it was asked for. */
  nextPlace(act: Act, subject: Subject): NextPlace
  carry(act: Act, to: Addressee, place: Place): Promise<Outcome>
  /** Whether an act was done that was asked for since and never answered. Does nothing. */
  look(act: Act, to: Addressee, since: Date): Promise<Sight>
  /** Whether this can be answered privately. */
  mayReplyPrivately(target: Target): Promise<PrivateReplySight>
  /** Shows it to whoever the private conversation is with. Never tried again. */
  show(gesture: Gesture, subject: Subject): Promise<GestureOutcome>
}

/** `called`: the channel's name for the file. */
export type Brought = { readonly kind: 'brought'; readonly called: string } | Hindered

/** Nothing was done: it never may be, not now, or not with this key. */
export type Hindered = Extract<Outcome, { readonly kind: 'failed' | 'retry' | 'key-dead' }>

export type GestureOutcome =
  /** `restUntil`: the channel asks not to be asked for anything before. */
  { readonly kind: 'shown' | 'not-shown'; readonly restUntil: Date | undefined } | KeyDeath

export type PrivateReplySight =
  | { readonly kind: 'told'; readonly answer: PrivateReplyAnswer }
  /** The channel does not tell. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'not-now'; readonly why: string }
  | KeyDeath

/** Something that was said, as the channel calls it when it is asked for it. */
export type Target = {
  readonly thing: Thing
  readonly calledAs: string
  /** The channel's name for whoever wrote it, where it told that. */
  readonly author?: string | undefined
}

export type Addressee = {
  /** Where the act belongs. */
  readonly subject: Subject
  /** What an answer that everybody reads is said under, as the channel calls it; undefined in private. */
  readonly under: string | undefined
  /** What it is done to; undefined of what is said anew. */
  readonly target: Target | undefined
  /** As what a message to a person goes, by the verdict that let it; undefined of all else. */
  readonly goesAs: GoesAs | undefined
  /** The channel's names for the files of the act that were brought before, in their order. */
  readonly files?: readonly string[] | undefined
  /** Goes out with the act, and its echo brings it back. */
  readonly mark: string
}
