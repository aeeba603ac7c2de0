import { useSyncExternalStore } from 'react'
import type { EphemeralNews } from '#domain/ephemeral.ts'
import { presentBy, withPresence, type Present, type PresentByTicket } from './presence-of.ts'

let held: PresentByTicket = new Map()
let timer: number | undefined
const listeners = new Set<() => void>()
const newcomerListeners = new Set<(ticketId: string) => void>()
const NOBODY: readonly Present[] = []

/** Somebody else looks at a ticket, types, or left. */
export function hearPresence(news: EphemeralNews): void {
  const known = held.get(news.ticketId)?.some(({ memberId }) => memberId === news.memberId) === true
  take(withPresence(held, news, performance.now()))
  if (!known && news.kind !== 'left') {
    newcomerListeners.forEach((listener) => listener(news.ticketId))
  }
}

/** Who has the ticket before them, oneself left out. */
export function usePresence(ticketId: string): readonly Present[] {
  return useSyncExternalStore(subscribe, () => held.get(ticketId) ?? NOBODY)
}

/** Whoever comes to a ticket does not know yet who is there. */
export function onNewcomer(listener: (ticketId: string) => void): () => void {
  newcomerListeners.add(listener)
  return () => newcomerListeners.delete(listener)
}

function take(next: PresentByTicket): void {
  const now = presentBy(next, performance.now())
  window.clearTimeout(timer)
  timer = now.endsAt === undefined ? undefined : window.setTimeout(() => take(held), now.endsAt - performance.now() + 1)
  if (now.held !== held) {
    held = now.held
    listeners.forEach((listener) => listener())
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
