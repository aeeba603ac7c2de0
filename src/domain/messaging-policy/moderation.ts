import type { Moderation } from '../acts/act.ts'
import type { PrivateReplyAnswer } from '../acts/private-reply-answer.ts'
import type { Entry } from '../entries/entry.ts'

/** A Page may answer a comment privately within as long (Private replies, 2026-04). */
export const PRIVATE_REPLY_MS = 7 * 24 * 3_600_000

/** Until when a comment or a visitor's post that was written then may be answered privately. */
export function privateReplyUntil(writtenAt: Date): Date {
  return new Date(writtenAt.getTime() + PRIVATE_REPLY_MS)
}

/** What decides whether something may be done to an entry, beside the way to the channel. */
export type Moderated = {
  readonly entry: Pick<Entry, 'author' | 'writtenAt' | 'removedAt'>
  /** Somebody answered it privately, or is about to. */
  readonly isAnsweredPrivately: boolean
  /** What the channel said when it was asked whether that can be; undefined: nothing yet. */
  readonly channelSays: PrivateReplyAnswer | undefined
  readonly now: Date
}

export type ModerationVerdict = { readonly kind: 'may'; readonly until: Date | undefined } | { readonly kind: ModerationObstacle }

export type ModerationObstacle =
  /** The channel told nothing of it but news. */
  | 'unknown'
  | 'removed'
  /** The channel does not tell who wrote it. */
  | 'nobody-told'
  /** The Page wrote it. */
  | 'of-the-page'
  /** A customer wrote it. */
  | 'of-a-customer'
  | 'answered-privately'
  | 'too-old'
  /** The channel says that it cannot be answered privately, and not why. */
  | 'not-answerable'

/** Whether this may be done to an entry. The command asks, and the screen; the channel's own no may still come. */
export function moderationVerdict({ kind }: Pick<Moderation, 'kind'>, { entry, now, ...known }: Moderated): ModerationVerdict {
  const { author, removedAt, writtenAt } = entry
  if (author === undefined || writtenAt === undefined) {
    return { kind: 'unknown' }
  }
  if (kind === 'block') {
    return blockVerdict(author)
  }
  if (removedAt !== undefined) {
    return { kind: 'removed' }
  }
  return standingVerdict(kind, { isOfACustomer: author.kind === 'client', writtenAt, now, ...known })
}

const MAY: ModerationVerdict = { kind: 'may', until: undefined }

type Standing = Omit<Moderated, 'entry'> & { readonly isOfACustomer: boolean; readonly writtenAt: Date }

/** Of what still stands there. */
function standingVerdict(kind: Exclude<Moderation['kind'], 'block'>, { isOfACustomer, ...standing }: Standing): ModerationVerdict {
  switch (kind) {
    case 'edit':
      return isOfACustomer ? { kind: 'of-a-customer' } : MAY
    case 'hide':
      return isOfACustomer ? MAY : { kind: 'of-the-page' }
    case 'remove':
    case 'react':
      return MAY
    case 'say-privately':
      return isOfACustomer ? privateReplyVerdict(standing) : { kind: 'of-the-page' }
  }
}

/** Whatever became of what somebody wrote, they are still there; the channel has to have told who they are. */
function blockVerdict(author: NonNullable<Entry['author']>): ModerationVerdict {
  if (author.kind !== 'client') {
    return { kind: 'of-the-page' }
  }
  return author.externalId === undefined ? { kind: 'nobody-told' } : MAY
}

function privateReplyVerdict({ writtenAt, isAnsweredPrivately, channelSays, now }: Omit<Standing, 'isOfACustomer'>): ModerationVerdict {
  const until = privateReplyUntil(writtenAt)
  if (isAnsweredPrivately || channelSays === 'answered') {
    return { kind: 'answered-privately' }
  }
  if (now >= until) {
    return { kind: 'too-old' }
  }
  return channelSays === 'cannot' ? { kind: 'not-answerable' } : { kind: 'may', until }
}
