import { neighbour, nextPost, nextUnanswered } from './step.ts'
import type { Pieces, WallItem } from './wall-items.ts'

/** What is held of something that is fetched in pieces. */
export type Held = { readonly hasMore: boolean; readonly isFetching: boolean; readonly isFailed: boolean }

/** A step whose end may not be held yet: fetched, or below another post. It ends as soon as the person does anything else. */
export type Seek = {
  readonly what: 'comment' | 'unanswered'
  readonly from: string | undefined
  /** The post that it is looked for in, as soon as it is open. */
  readonly post: string | undefined
  readonly seen: ReadonlySet<string>
}

export type Wall = {
  readonly items: readonly WallItem[]
  /** What is said: of the open post, or of the tab. */
  readonly threads: Held
  /** The posts. Undefined: a tab without. */
  readonly posts: Held | undefined
}

/** What is to be done next for it. With `seek` it goes on afterwards; else it is over. */
export type SeekStep =
  | { readonly kind: 'wait'; readonly seek: Seek }
  | { readonly kind: 'fetch'; readonly of: Pieces; readonly seek: Seek }
  | { readonly kind: 'open'; readonly post: string; readonly seek: Seek }
  | { readonly kind: 'go'; readonly key: string }
  /** What would lead on did not load: whether there is more is not known. */
  | { readonly kind: 'failed'; readonly of: Pieces }
  | { readonly kind: 'nothing-more'; readonly what: Seek['what'] }

/** Looks from where one stands: at a closed post, in it. */
export function beginSeek(what: Seek['what'], here: string | undefined, items: readonly WallItem[]): SeekStep {
  const closed = items.find((item) => item.kind === 'post' && item.key === here && !item.isOpen)?.key
  const post = closed ?? openPost(items)
  const seek = { what, from: here, post, seen: new Set(post === undefined ? [] : [post]) }
  return closed === undefined ? { kind: 'wait', seek } : { kind: 'open', post: closed, seek }
}

/** Goes where it is; else looks further: in what is to be fetched, and in the next post. */
export function nextStep(seek: Seek, wall: Wall): SeekStep {
  const { items, threads, posts } = wall
  if (threads.isFetching || posts?.isFetching === true || seek.post !== openPost(items)) {
    return { kind: 'wait', seek }
  }
  const found = seek.what === 'comment' ? neighbour(items, seek.from, 1) : nextUnanswered(items, seek.from)
  if (found !== undefined) {
    return { kind: 'go', key: found.key }
  }
  const below = moreOf('threads', threads, seek)
  if (below !== undefined) {
    return below
  }
  const post = nextPost(items, seek.what, seek.seen)
  if (post !== undefined) {
    return { kind: 'open', post: post.key, seek: { ...seek, from: undefined, post: post.key, seen: new Set([...seek.seen, post.key]) } }
  }
  return moreOf('posts', posts, seek) ?? { kind: 'nothing-more', what: seek.what }
}

function moreOf(of: Pieces, held: Held | undefined, seek: Seek): SeekStep | undefined {
  if (held?.isFailed === true) {
    return { kind: 'failed', of }
  }
  return held?.hasMore === true ? { kind: 'fetch', of, seek } : undefined
}

function openPost(items: readonly WallItem[]): string | undefined {
  return items.find((item) => item.kind === 'post' && item.isOpen)?.key
}
