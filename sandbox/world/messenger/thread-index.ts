import type { Conversation } from './thread.ts'

type Threads = Map<string, Conversation>
type Index = {
  readonly byId: Map<string, Conversation>
  /** Page id → its threads, newest first. */
  readonly byPage: Map<string, readonly Conversation[]>
  /** Got a message since the index was last asked. */
  readonly moved: Set<Conversation>
}

/** Threads are kept by PSID; this tells them by id and by age. It lives beside the world, is made at the first question and kept up since. */
const indexes = new WeakMap<Threads, Index>()

/** To be told of every new message, so that lists stay in order without being sorted. */
export function threadMoved(threads: Threads, thread: Conversation): void {
  indexes.get(threads)?.moved.add(thread)
}

export function indexOf(threads: Threads): Pick<Index, 'byId' | 'byPage'> {
  const known = indexes.get(threads)
  if (known) {
    takeIn(known)
    return known
  }
  const all = [...threads.values()]
  const made: Index = {
    byId: new Map(all.map((thread) => [thread.id, thread])),
    byPage: new Map([...Map.groupBy(all, ({ pageId }) => pageId)].map(([pageId, of]) => [pageId, of.toSorted(newestFirst)])),
    moved: new Set(),
  }
  indexes.set(threads, made)
  return made
}

/** When the last message was sent, milliseconds. */
export function updatedAt({ messages }: Conversation): number {
  return messages.at(-1)?.at ?? 0
}

/** What moved is mostly newer than all the rest, and then goes in front of it. */
function takeIn({ byId, byPage, moved }: Index): void {
  for (const [pageId, some] of Map.groupBy(moved, (thread) => thread.pageId)) {
    const front = some.toSorted(newestFirst)
    const rest = (byPage.get(pageId) ?? []).filter((thread) => !moved.has(thread))
    const [oldest, newest] = [front.at(-1), rest[0]]
    const isInFront = oldest === undefined || newest === undefined || updatedAt(oldest) >= updatedAt(newest)
    byPage.set(pageId, isInFront ? [...front, ...rest] : [...front, ...rest].toSorted(newestFirst))
  }
  for (const thread of moved) {
    byId.set(thread.id, thread)
  }
  moved.clear()
}

function newestFirst(one: Conversation, other: Conversation): number {
  return updatedAt(other) - updatedAt(one)
}
