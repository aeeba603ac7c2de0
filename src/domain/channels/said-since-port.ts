import type { Fact } from '../facts/fact.ts'
import type { ChannelOfWorkspace } from './channel.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** What stands in the place of a message of which the network tells no more than that it is there. */
export const UNTOLD_MESSAGE = 'a message that Facebook does not show to programs any more'

/** What was said on a channel, in the order in which it is read: in private, and where everybody reads it. */
export const SAID_LISTS = ['messages', 'comments'] as const
export type SaidList = (typeof SAID_LISTS)[number]

/** Posts that were older when a reading begins are not looked under: few comment there, and the list of them has no end. */
export const OLDEST_POST_MS = 90 * 24 * 3_600_000

/** Asks a channel's network what was said since a moment, and what became since of what the desk has, a page at a time, what is newest first. */
export type SaidSincePort = (asked: SaidSince) => Promise<SaidAnswer>

/** `page`: as the answer before called it; undefined at the head. */
type SaidSince = ChannelOfWorkspace & {
  readonly since: Date
  /** Conversations that nothing was said in since are not asked for. */
  readonly movedSince: Date
  readonly page: string | undefined
  /** When it is asked: what a list shows, it shows of then. */
  readonly now: Date
}

export type SaidAnswer =
  /**
   * `facts`: as they would have been told. `next`: undefined where nothing is left that was said since. `reachedAt`: how far back the list is read. `usedPercent`: how
   * much is used up of what the network lets us ask, where it tells that.
   */
  | {
      readonly kind: 'told'
      readonly facts: readonly Fact[]
      readonly next: string | undefined
      readonly reachedAt: Date | undefined
      readonly usedPercent: number | undefined
    }
  /** The network does not let us look, and asking again changes nothing. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'not-now'; readonly why: string }
  | KeyTrouble
  | { readonly kind: 'no-key' }
