import type { CountedPost, PostKey, ShownPost } from '#storage/posts/post.ts'
import type { ReviewMonth as StoredMonth } from '#storage/posts/reviews.ts'
import type { Thread as StoredThread } from '#storage/posts/threads.ts'
import { presentLine } from '../conversation/present.ts'
import type { Viewer } from '../conversation/viewer.ts'
import type { Post, PostRow, ReviewMonth, Thread } from './contract.ts'

type Key = Pick<PostKey, 'channelId' | 'postId'>

export function presentPost({ channelId, postId }: Key, post: CountedPost, viewer: Viewer): PostRow {
  return {
    channelId,
    postId,
    ...stateOf(post),
    ...saidOf(post, viewer),
    isPublished: post.isPublished,
    facebookUrl: facebookUrlOf(post),
    counts: { ...post.counts },
    lastCommentAt: post.lastCommentAt?.toISOString() ?? null,
  }
}

export function presentThread({ ticket, unansweredCount, lines, lineCount }: StoredThread, viewer: Viewer): Thread {
  const shown = ticket ? { ...ticket, assignee: ticket.assignee ? { ...ticket.assignee } : null } : null
  return { ticket: shown, unansweredCount, lines: lines.map((line) => presentLine(line, viewer)), lineCount }
}

export function presentReviewMonth({
  month,
  recommends,
  doesNotRecommend,
  stars: [one, two, three, four, five],
}: StoredMonth): ReviewMonth {
  return { month, recommends, doesNotRecommend, stars: [one, two, three, four, five] }
}

/** Facebook leads from the id of a post to the post. */
function facebookUrlOf({ permalink, calledAs }: ShownPost): string | null {
  return permalink ?? (calledAs === undefined ? null : `https://www.facebook.com/${encodeURIComponent(calledAs)}`)
}

function stateOf({ said, refusal }: ShownPost): Pick<Post, 'state' | 'refusal'> {
  if (said) {
    return { state: 'known', refusal: null }
  }
  if (!refusal) {
    return { state: 'asked', refusal: null }
  }
  const { reason, code, subcode = null, message: facebookMessage } = refusal
  return { state: 'refused', refusal: { reason, code, subcode, facebookMessage } }
}

type Said = Pick<Post, 'author' | 'text' | 'withheld' | 'parts' | 'edits' | 'reactions' | 'writtenAt' | 'isHidden' | 'removedAt'>

const UNSAID: Said = {
  author: null,
  text: '',
  withheld: false,
  parts: [],
  edits: [],
  reactions: [],
  writtenAt: null,
  isHidden: false,
  removedAt: null,
}

function saidOf({ said }: ShownPost, viewer: Viewer): Said {
  const line = said && presentLine(said, viewer)
  if (line?.line !== 'customer-message' && line?.line !== 'our-message') {
    return UNSAID
  }
  const { text, withheld, parts, edits, reactions, occurredAt: writtenAt, isHidden, takenBackAt: removedAt } = line
  const author =
    line.line === 'customer-message' ? { kind: 'visitor' as const, name: line.author.name } : { kind: 'page' as const, name: null }
  return { author, text, withheld, parts, edits, reactions: counted(reactions), writtenAt, isHidden, removedAt }
}

function counted(reactions: readonly { readonly reaction: string; readonly emoji: string | null }[]): Post['reactions'] {
  const kinds = Map.groupBy(reactions, ({ reaction }) => reaction)
  return [...kinds]
    .map(([reaction, all]) => ({ reaction, emoji: all[0]?.emoji ?? null, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.reaction < b.reaction ? -1 : 1))
}
