import { earlierOf, laterOf } from '../facts/time.ts'
import { joinEdits } from './edits.ts'
import type { Entry } from './entry.ts'
import { partsAfter } from './parts-now.ts'
import { laterReaction } from './reactions.ts'

/**
 * Two rows turn out to be one entry: what we sent, and what the channel told of it under its own name before we knew that
 * name. Ours stays, with all that was told of the other.
 */
export function join(ours: Entry, other: Entry): Entry {
  const echoedAt = earlierOf(ours.echoedAt, other.echoedAt)
  return {
    ...ours,
    externalId: other.externalId ?? ours.externalId,
    calledAs: other.calledAs ?? ours.calledAs,
    writtenAt: echoedAt ?? ours.writtenAt,
    echoedAt,
    deliveredAt: earlierOf(ours.deliveredAt, other.deliveredAt),
    hiddenAt: laterOf(ours.hiddenAt, other.hiddenAt),
    unhiddenAt: laterOf(ours.unhiddenAt, other.unhiddenAt),
    removedAt: earlierOf(ours.removedAt, other.removedAt),
    edits: joinEdits(ours.edits, other.edits),
    partsNow: partsAfter(ours, other.partsNow),
    publishedAt: earlierOf(ours.publishedAt, other.publishedAt),
    reactions: joinReactions(ours.reactions, other.reactions),
  }
}

function joinReactions(ours: Entry['reactions'], others: Entry['reactions']): Entry['reactions'] {
  return Object.entries(others).reduce((joined, [by, reaction]) => {
    const later = laterReaction(joined[by], reaction)
    return later === joined[by] ? joined : { ...joined, [by]: later }
  }, ours)
}
