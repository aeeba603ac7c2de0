import { useEffect, useRef } from 'react'
import { showToast } from '../ui/toast-store.ts'
import { neighbour, nextPost, nextUnanswered } from './step.ts'
import type { LineItem, WallItem } from './wall-items.ts'

/** What is held of something that is fetched in pieces. */
export type Pieces = { readonly hasMore: boolean; readonly isFetching: boolean; readonly isFailed: boolean; readonly fetchMore: () => void }

type Steps = {
  readonly items: readonly WallItem[]
  /** What is said: of the open post, or of the tab. */
  readonly threads: Pieces
  /** The posts. Undefined: a tab without. */
  readonly posts: Pieces | undefined
  readonly here: string | undefined
  readonly onGo: (item: LineItem) => void
  readonly onOpen: (key: string) => void
}

/** A step whose end may not be held yet: fetched, or below another post. */
type Wanted = {
  readonly what: 'comment' | 'unanswered'
  readonly from: string | undefined
  /** The post that it is looked for in, as soon as it is open. */
  readonly post: string | undefined
  readonly seen: ReadonlySet<string>
}

/** Steps from comment to comment, over the end of what is held and of one post. */
export function useSteps(steps: Steps) {
  const { items, here } = steps
  const wanted = useRef<Wanted>(undefined)

  // Whatever was waited for may have come: a page, or another post that is open now.
  useEffect(() => {
    wanted.current = wanted.current && onward(wanted.current, steps)
  })

  function begin(what: Wanted['what']): void {
    const closed = items.find((item) => item.kind === 'post' && item.key === here && !item.isOpen)?.key
    if (closed !== undefined) {
      steps.onOpen(closed)
    }
    const post = closed ?? openPost(items)
    wanted.current = onward({ what, from: here, post, seen: new Set(post === undefined ? [] : [post]) }, steps)
  }

  return {
    next: () => begin('comment'),
    nextUnanswered: () => begin('unanswered'),
    previous: () => {
      const item = neighbour(items, here, -1)
      if (item !== undefined) {
        steps.onGo(item)
      }
    },
  }
}

/** Goes where it is; else looks further, and gives what is still wanted. */
function onward(wanted: Wanted, steps: Steps): Wanted | undefined {
  const { items, threads, posts, onGo } = steps
  if (threads.isFetching || posts?.isFetching === true || wanted.post !== openPost(items)) {
    return wanted
  }
  const found = wanted.what === 'comment' ? neighbour(items, wanted.from, 1) : nextUnanswered(items, wanted.from)
  if (found === undefined) {
    return furtherOn(wanted, steps)
  }
  onGo(found)
  return undefined
}

/** Has more fetched, or the next post opened; and says so where there is nothing more. */
function furtherOn(wanted: Wanted, { items, threads, posts, onOpen }: Steps): Wanted | undefined {
  if (canFetch(threads)) {
    threads.fetchMore()
    return wanted
  }
  const post = nextPost(items, wanted.what, wanted.seen)
  if (post !== undefined) {
    onOpen(post.key)
    return { ...wanted, from: undefined, post: post.key, seen: new Set([...wanted.seen, post.key]) }
  }
  if (posts !== undefined && canFetch(posts)) {
    posts.fetchMore()
    return wanted
  }
  showToast({ message: wanted.what === 'comment' ? 'No more comments below.' : 'Nothing else waits for an answer here.' })
  return undefined
}

export function canFetch({ hasMore, isFetching, isFailed }: Pieces): boolean {
  return hasMore && !isFetching && !isFailed
}

function openPost(items: readonly WallItem[]): string | undefined {
  return items.find((item) => item.kind === 'post' && item.isOpen)?.key
}
