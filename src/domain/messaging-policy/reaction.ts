import type { Entry } from '../entries/entry.ts'

export type ReactionVerdict = 'may' | ReactionObstacle

export type ReactionObstacle =
  /** Everybody reads it: there it is a like. */
  | 'public'
  /** The channel told nothing of it but news. */
  | 'unknown'
  /** The Page wrote it. */
  | 'of-the-page'
  | 'taken-back'

/** Whether the Page may react to this message, or take its reaction back. When it may at all is told by `verdictOn`. */
export function reactionVerdict({ thing, author, removedAt }: Pick<Entry, 'thing' | 'author' | 'removedAt'>): ReactionVerdict {
  if (thing !== 'message') {
    return 'public'
  }
  if (author === undefined) {
    return 'unknown'
  }
  if (author.kind !== 'client') {
    return 'of-the-page'
  }
  return removedAt === undefined ? 'may' : 'taken-back'
}
