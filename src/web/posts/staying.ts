import type { PostRow } from '../api/types.ts'
import { eachOnce } from '../ui/each-once.ts'
import { threadKey, type HeldRow, type HeldThread, type PostPages, type Staying, type ThreadPages } from './thread-pages.ts'
import { rowKey } from './wall-items.ts'

/** The keys of what somebody stands in, writes in, or has open. */
export type Stood = ReadonlySet<string>

type Ways<Item> = { readonly keyOf: (item: Item) => string; readonly isStoodIn: (item: Item, stood: Stood) => boolean }

const OF_THREADS: Ways<HeldThread> = { keyOf: threadKey, isStoodIn: ({ lines }, stood) => lines.some(({ id }) => stood.has(id)) }
const OF_ROWS: Ways<HeldRow> = { keyOf: rowKey, isStoodIn: (row, stood) => stood.has(rowKey(row)) }

/** Threads as they came anew, with those that somebody stands in: what fits the filter no more goes when they leave it, and not before. */
export function threadsStaying(before: ThreadPages | undefined, now: ThreadPages, stood: Stood): ThreadPages {
  const lists = staying(
    before?.pages.map(({ threads }) => threads) ?? [],
    now.pages.map(({ threads }) => threads),
    { ...OF_THREADS, stood },
  )
  return { ...now, pages: now.pages.map((page, place) => ({ ...page, threads: lists[place] ?? [] })) }
}

/** The same of posts. */
export function postsStaying(before: PostPages | undefined, now: PostPages, stood: Stood): PostPages {
  const lists = staying(
    before?.pages.map(({ posts }) => posts) ?? [],
    now.pages.map(({ posts }) => posts),
    { ...OF_ROWS, stood },
  )
  return { ...now, pages: now.pages.map((page, place) => ({ ...page, posts: lists[place] ?? [] })) }
}

/** Without the threads that stayed only for somebody who has left. */
export function threadsLeft(held: ThreadPages, stood: Stood): ThreadPages {
  const isLeft = (thread: HeldThread) => thread.isStaying === true && !OF_THREADS.isStoodIn(thread, stood)
  return held.pages.some(({ threads }) => threads.some(isLeft))
    ? { ...held, pages: held.pages.map((page) => ({ ...page, threads: page.threads.filter((thread) => !isLeft(thread)) })) }
    : held
}

/** The same of posts. */
export function postsLeft(held: PostPages, stood: Stood): PostPages {
  const isLeft = (row: HeldRow) => row.isStaying === true && !OF_ROWS.isStoodIn(row, stood)
  return held.pages.some(({ posts }) => posts.some(isLeft))
    ? { ...held, pages: held.pages.map((page) => ({ ...page, posts: page.posts.filter((row) => !isLeft(row)) })) }
    : held
}

/** Posts with a staying one counted as it is now; the same where nothing else is known. */
export function countedAnew(held: PostPages, post: PostRow): PostPages {
  const isOld = (row: HeldRow) => row.isStaying === true && rowKey(row) === rowKey(post) && !isCountedSo(row.counts, post.counts)
  return held.pages.some(({ posts }) => posts.some(isOld))
    ? { ...held, pages: held.pages.map((page) => ({ ...page, posts: page.posts.map((row) => (isOld(row) ? { ...row, ...post } : row)) })) }
    : held
}

function isCountedSo(one: PostRow['counts'], other: PostRow['counts']): boolean {
  return (Object.keys(one) as (keyof typeof one)[]).every((name) => one[name] === other[name])
}

type Lists<Item> = readonly (readonly Item[])[]

/** Each where it stood: after what stands before it still. */
function staying<Item extends Staying>(
  before: Lists<Item>,
  now: Lists<Item>,
  { keyOf, isStoodIn, stood }: Ways<Item> & { readonly stood: Stood },
): Lists<Item> {
  const all = eachOnce(before.flat(), keyOf)
  const come = new Set(now.flat().map(keyOf))
  return all.reduce((lists, item, place) => {
    if (come.has(keyOf(item)) || !isStoodIn(item, stood)) {
      return lists
    }
    const previous = all.slice(0, place).findLast((each) => lists.some((list) => list.some((other) => keyOf(other) === keyOf(each))))
    return put(lists, { ...item, isStaying: true }, (other) => previous !== undefined && keyOf(other) === keyOf(previous))
  }, now)
}

function put<Item>(lists: Lists<Item>, item: Item, isBefore: (other: Item) => boolean): Lists<Item> {
  const at = Math.max(
    lists.findIndex((list) => list.some(isBefore)),
    0,
  )
  return lists.map((list, place) => {
    const index = list.findIndex(isBefore) + 1
    return place === at ? [...list.slice(0, index), item, ...list.slice(index)] : list
  })
}
