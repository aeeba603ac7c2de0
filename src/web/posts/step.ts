import type { LineItem, WallItem } from './wall-items.ts'

/** The comment after or before the one that one stands on; without one, the first. */
export function neighbour(items: readonly WallItem[], from: string | undefined, by: 1 | -1): LineItem | undefined {
  const lines = items.filter(isLine)
  const here = lines.findIndex(({ key }) => key === from)
  return here < 0 ? (by === 1 ? lines[0] : undefined) : lines[here + by]
}

/** The next comment that somebody waits in. In one thread one stop is enough: an answer answers all of it. */
export function nextUnanswered(items: readonly WallItem[], from: string | undefined): LineItem | undefined {
  const lines = items.filter(isLine)
  const here = lines.findIndex(({ key }) => key === from)
  const done = lines[here]?.isUnanswered === true ? lines[here].thread : undefined
  return lines.slice(here + 1).find(({ isUnanswered, thread }) => isUnanswered && thread !== done)
}

type PostItem = Extract<WallItem, { readonly kind: 'post' }>

/** The next post in which there is something of the kind that is looked for, and where nobody looked yet. */
export function nextPost(items: readonly WallItem[], what: 'comment' | 'unanswered', seen: ReadonlySet<string>): PostItem | undefined {
  const posts = items.filter((item) => item.kind === 'post')
  const open = posts.findIndex(({ isOpen }) => isOpen)
  // Who looks for what waits comes round to the beginning.
  const order = what === 'unanswered' ? [...posts.slice(open + 1), ...posts.slice(0, Math.max(open, 0))] : posts.slice(open + 1)
  return order.find(({ key, row: { counts } }) => !seen.has(key) && (what === 'unanswered' ? counts.unanswered : counts.comments) > 0)
}

function isLine(item: WallItem): item is LineItem {
  return item.kind === 'line'
}
