import type { ChannelScope } from '#storage/conversations.ts'
import type { EchoFact, Fact, MessageFact, RawPiece, TestSampleFact } from './fact.ts'
import type { TrustedTime } from '#domain/facts/time.ts'

export type PersonFact = Exclude<Fact, TestSampleFact>
/** A fact with the time that the desk believes. */
export type Dated<T> = { readonly fact: T; readonly time: TrustedTime }

/** What one channel's deliveries said, in any order. */
export type ChannelNews = {
  readonly scope: ChannelScope
  readonly facts: readonly Dated<PersonFact>[]
  readonly raw: readonly Dated<RawPiece>[]
}

export function isMessageOrEcho(fact: PersonFact): fact is MessageFact | EchoFact {
  return fact.type === 'message' || fact.type === 'echo'
}
