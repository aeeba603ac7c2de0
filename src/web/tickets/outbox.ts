import { useSyncExternalStore } from 'react'

export type OutboxMode = 'reply' | 'internal'

/** What one has written and the desk has not acknowledged. It survives a reload, and its key keeps it from going out twice. */
export type OutboxEntry = {
  readonly key: string
  readonly ticketId: string
  /** Who wrote it: on a shared computer nobody sees, or sends, what somebody else wrote. */
  readonly memberId: string
  readonly mode: OutboxMode
  readonly text: string
  readonly writtenAt: string
  /** Present once the desk refused it, or could not be reached: the words to show. */
  readonly refusal: string | undefined
}

const STORED_AS = 'pagedesk-outbox'
const listeners = new Set<() => void>()
let entries: readonly OutboxEntry[] = stored()

export function putInOutbox(entry: OutboxEntry): void {
  change([...entries.filter((each) => each.key !== entry.key), entry])
}

export function takeFromOutbox(key: string): void {
  change(entries.filter((each) => each.key !== key))
}

/** What one wrote and did not send leaves with oneself. */
export function emptyOutbox(): void {
  change([])
}

export function useOutbox(ticketId: string, memberId: string): readonly OutboxEntry[] {
  const all = useSyncExternalStore(subscribe, () => entries)
  return all.filter((entry) => entry.ticketId === ticketId && entry.memberId === memberId)
}

function change(next: readonly OutboxEntry[]): void {
  entries = next
  window.localStorage.setItem(STORED_AS, JSON.stringify(next))
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What an earlier page could not bring to the desk: shown as not sent, to be tried again with the same key. */
function stored(): readonly OutboxEntry[] {
  const text = window.localStorage.getItem(STORED_AS)
  const held: unknown = text === null ? [] : JSON.parse(text)
  return Array.isArray(held) ? held.filter(isEntry).map((entry) => ({ ...entry, refusal: entry.refusal ?? LEFT_EARLY })) : []
}

const LEFT_EARLY = 'The page was closed before the desk answered. Try again: it is not sent twice.'

function isEntry(value: unknown): value is OutboxEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'ticketId' in value &&
    'memberId' in value &&
    'text' in value &&
    'mode' in value
  )
}
