import type { LineItem, WallItem } from './wall-items.ts'

/** The comment after or before where one stands; standing nowhere, the first. */
export function neighbour(items: readonly WallItem[], from: string | undefined, by: 1 | -1): LineItem | undefined {
  const here = items.findIndex(({ key }) => key === from)
  return by === 1 ? items.slice(here + 1).find(isLine) : items.slice(0, Math.max(here, 0)).findLast(isLine)
}

/** The next comment that somebody waits in. In one thread one stop is enough: an answer answers all of it. */
export function nextUnanswered(items: readonly WallItem[], from: string | undefined): LineItem | undefined {
  const here = items.findIndex(({ key }) => key === from)
  const stood = items[here]
  const done = stood?.kind === 'line' && stood.isUnanswered ? stood.thread : undefined
  return items
    .slice(here + 1)
    .filter(isLine)
    .find(({ isUnanswered, thread }) => isUnanswered && thread !== done)
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
