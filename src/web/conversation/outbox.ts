import { useMemo, useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'
import { nameOf, OUTBOX, readItem, type OutboxEntry } from './outbox-item.ts'

/** A text of the outbox that cannot be read any more: kept, and shown as it is. */
export type UnreadableItem = { readonly name: string; readonly item: string }

type Outbox = { readonly entries: readonly OutboxEntry[]; readonly unreadable: readonly UnreadableItem[] }

export function putInOutbox(entry: OutboxEntry): void {
  kept.write(nameOf(entry), JSON.stringify(entry))
}

/** What one wrote in a ticket that is gone goes on in the one that took it over. */
export function takeOutboxAlong({ memberId, from, to }: { readonly memberId: string; readonly from: string; readonly to: string }): void {
  outboxOf(memberId)
    .filter(({ ticketId }) => ticketId === from)
    .forEach((entry) => putInOutbox({ ...entry, ticketId: to }))
}

export function takeFromOutbox(entry: OutboxEntry): void {
  kept.remove(nameOf(entry))
}

export function dropUnreadable({ name }: UnreadableItem): void {
  kept.remove(name)
}

/** What one person wrote here and the desk has not got, oldest first. */
export function outboxOf(memberId: string): readonly OutboxEntry[] {
  return current().entries.filter((entry) => entry.memberId === memberId)
}

export function useOutbox(memberId: string): readonly OutboxEntry[] {
  const { entries } = useSyncExternalStore(subscribeToOutbox, current)
  // The same as long as nothing changed: what is made of it is then not made anew.
  return useMemo(() => entries.filter((entry) => entry.memberId === memberId), [entries, memberId])
}

export function useUnreadable(memberId: string): readonly UnreadableItem[] {
  const { unreadable } = useSyncExternalStore(subscribeToOutbox, current)
  return unreadable.filter(({ name, item }) => (name === OUTBOX ? item : name).includes(memberId))
}

/** The browser would not store it: it goes when this tab goes. */
export function isOnlyInThisTab(entry: OutboxEntry): boolean {
  return kept.isOnlyHere(nameOf(entry))
}

/** Calls after each change, also one of another tab. */
export function subscribeToOutbox(listener: () => void): () => void {
  forgetReadOnChange()
  return kept.subscribe(OUTBOX, listener)
}

/** What 0.1.0 left behind in one item becomes an item for each entry. */
export function splitOldItem(): void {
  const item = kept.read(OUTBOX)
  const entries = item === undefined ? undefined : readItem(OUTBOX, item)
  if (entries === undefined) {
    return
  }
  const unknown = entries.filter((entry) => kept.read(nameOf(entry)) === undefined)
  unknown.forEach(putInOutbox)
  kept.remove(OUTBOX)
  // What found no room before the old item was gone is held by this tab, and finds it now.
  unknown.filter(isOnlyInThisTab).forEach(putInOutbox)
}

let isWatching = false
let read: Outbox | undefined

/** Read once for each change, so that whoever compares two answers sees whether something changed. */
function current(): Outbox {
  forgetReadOnChange()
  read ??= readOutbox()
  return read
}

/** The first to hear of a change, before anybody asks again. */
function forgetReadOnChange(): void {
  if (!isWatching) {
    isWatching = true
    kept.subscribe(OUTBOX, () => {
      read = undefined
    })
  }
}

function readOutbox(): Outbox {
  const entries = new Map<string, OutboxEntry>()
  const unreadable: UnreadableItem[] = []
  for (const [name, item] of kept.all(OUTBOX)) {
    const found = readItem(name, item)
    if (found === undefined) {
      unreadable.push({ name, item })
    }
    // An entry with an item of its own is newer than what 0.1.0 left.
    found?.filter((entry) => name !== OUTBOX || !entries.has(nameOf(entry))).forEach((entry) => entries.set(nameOf(entry), entry))
  }
  const inOrder = [...entries.values()].toSorted((one, other) => Date.parse(one.writtenAt) - Date.parse(other.writtenAt))
  return { entries: inOrder, unreadable }
}
