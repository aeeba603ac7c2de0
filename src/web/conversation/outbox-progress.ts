import { useSyncExternalStore } from 'react'
import type { OutboxEntry } from './outbox-item.ts'

/** Why a text waits in this browser. */
export type Trouble = 'unreachable' | 'server-trouble' | 'signed-out'

const listeners = new Set<() => void>()
const troubles = new Map<string, Trouble>()
const onTheWay = new Map<string, OutboxEntry>()

export function beginSending(entry: OutboxEntry): void {
  onTheWay.set(entry.key, entry)
}

/** Whether it was on its way. */
export function endSending(key: string): boolean {
  if (troubles.delete(key)) {
    announce()
  }
  return onTheWay.delete(key)
}

/** An attempt failed for now: until the next one ends, this is why the text waits. */
export function holdBack(key: string, trouble: Trouble): void {
  if (troubles.get(key) !== trouble) {
    troubles.set(key, trouble)
    announce()
  }
}

export function troubleOf(key: string): Trouble | undefined {
  return troubles.get(key)
}

export function useTrouble(key: string): Trouble | undefined {
  return useSyncExternalStore(subscribe, () => troubles.get(key))
}

/** Whether the desk is about to answer: the first attempt of a text of this ticket runs. */
export function isOnItsWay(ticketId: string): boolean {
  return [...onTheWay.values()].some((entry) => entry.ticketId === ticketId && !troubles.has(entry.key))
}

function announce(): void {
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
