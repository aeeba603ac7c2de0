import { earlierOf, laterOf } from '../facts/time.ts'
import type { Dated, Entry } from './entry.ts'

/**
 * Two rows turn out to be one entry: what we sent, and what the channel told of it under its own name before we knew that
 * name. Ours stays, with all that was told of the other.
 */
export function join(ours: Entry, other: Entry): Entry {
  const echoedAt = earlierOf(ours.echoedAt, other.echoedAt)
  return {
    ...ours,
    externalId: other.externalId ?? ours.externalId,
    writtenAt: echoedAt ?? ours.writtenAt,
    echoedAt,
    deliveredAt: earlierOf(ours.deliveredAt, other.deliveredAt),
    hiddenAt: laterOf(ours.hiddenAt, other.hiddenAt),
    unhiddenAt: laterOf(ours.unhiddenAt, other.unhiddenAt),
    removedAt: earlierOf(ours.removedAt, other.removedAt),
    reactions: joinReactions(ours.reactions, other.reactions),
  }
}

type Reactions = Readonly<Record<string, Dated<string | undefined>>>

function joinReactions(ours: Reactions, others: Reactions): Reactions {
  const newer = Object.entries(others).filter(([by, { at }]) => ours[by] === undefined || at > ours[by].at)
  return newer.length === 0 ? ours : { ...ours, ...Object.fromEntries(newer) }
}
