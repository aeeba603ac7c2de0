import type { KeyCause } from './key-cause.ts'

/** What is wrong with a channel, as a closed list; the screens own the words. A channel can have several at once. */
export type ChannelProblem =
  /** An administrator took its key away; they are told as they were called then. */
  | { readonly kind: 'disconnected'; readonly by: string }
  | { readonly kind: 'key-dead'; readonly cause: KeyCause; readonly code?: number; readonly subcode?: number }
  /** Its key was sealed with another encryption key than the desk runs with: nothing can be called with it. */
  | { readonly kind: 'key-unreadable' }
  /** Each missing permission is a problem of its own. */
  | { readonly kind: 'permission-missing'; readonly permission: string }
  /** The network stopped the channel from sending, and no key mends that: until the network says that it is over. */
  | { readonly kind: 'sending-blocked'; readonly reason?: string }
  /** The network warned the channel. That is of one moment, and over as it is told. */
  | { readonly kind: 'warned'; readonly reason?: string }

/** Since when it was wrong, and until when if it is over. */
export type DatedProblem = ChannelProblem & { readonly since: Date; readonly mendedAt: Date | undefined }

/** What sends answers. Facebook refuses them where it is missing, whatever the grant said. */
export const SENDING_PERMISSION = 'pages_messaging'
/** What does anything where everybody reads it: answers, hides, likes, edits, deletes (Comments and mentions, 2026-04). */
export const MODERATING_PERMISSION = 'pages_manage_engagement'
/** What was mended is still told for as long: who asks why nothing was sent last week finds it. */
export const MENDED_TOLD_MS = 14 * 24 * 60 * 60 * 1000

const BETWEEN = ', '

/**
 * The one that a reader who knows of one only should be told: what stops everything before what stops something, and all
 * missing permissions as one, answers first, since the first of them was missing.
 */
export function foremostProblem(problems: readonly DatedProblem[]): DatedProblem | undefined {
  const standing = problems.filter(({ mendedAt }) => mendedAt === undefined)
  const ofKind = (kind: ChannelProblem['kind']) => standing.find((problem) => problem.kind === kind)
  return ofKind('disconnected') ?? ofKind('key-dead') ?? ofKind('key-unreadable') ?? ofKind('sending-blocked') ?? allMissing(standing)
}

function allMissing(standing: readonly DatedProblem[]): DatedProblem | undefined {
  const missing = standing.flatMap((problem) => (problem.kind === 'permission-missing' ? [problem] : []))
  const [first] = missing
  if (!first) {
    return undefined
  }
  const names = missing.map(({ permission }) => permission)
  const sending = names.filter((name) => name === SENDING_PERMISSION)
  const others = names.filter((name) => name !== SENDING_PERMISSION)
  const since = new Date(Math.min(...missing.map((each) => each.since.getTime())))
  return { kind: 'permission-missing', permission: [...sending, ...others].join(BETWEEN), since, mendedAt: undefined }
}
