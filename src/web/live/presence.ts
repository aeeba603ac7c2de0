import { useSyncExternalStore } from 'react'
import type { EphemeralNews } from '#domain/ephemeral.ts'
import { isSameScreen, presentBy, withPresence, type Present, type PresentByTicket } from './presence-of.ts'
import { SCREEN } from './screen.ts'

let held: PresentByTicket = new Map()
let timer: number | undefined
const listeners = new Set<() => void>()
const newcomerListeners = new Set<(ticketId: string) => void>()
const forgottenListeners = new Set<() => void>()
const NOBODY: readonly Present[] = []

/** Somebody else looks at a ticket, types, or left. */
export function hearPresence(news: EphemeralNews): void {
  const isKnown = news.kind === 'gone' || held.get(news.ticketId)?.some((each) => isSameScreen(each, news)) === true
  take(withPresence(held, news, performance.now()))
  if (!isKnown && news.kind !== 'left') {
    newcomerListeners.forEach((listener) => listener(news.ticketId))
  }
}

/** What is told of oneself: only that this very screen is gone, which it is not. Its stream was cut, and the desk noticed late. */
export function hearOneself(news: EphemeralNews): void {
  if (news.kind === 'gone' && news.screen === SCREEN) {
    tellAnew()
  }
}

/** While the stream was away colleagues were told that this screen is gone. */
export function tellAnew(): void {
  forgottenListeners.forEach((listener) => listener())
}

/** Who has the ticket before them, on each of their screens, oneself left out. */
export function usePresence(ticketId: string): readonly Present[] {
  return useSyncExternalStore(subscribe, () => held.get(ticketId) ?? NOBODY)
}

/** Whoever comes to a ticket does not know yet who is there. */
export function onNewcomer(listener: (ticketId: string) => void): () => void {
  newcomerListeners.add(listener)
  return () => newcomerListeners.delete(listener)
}

/** Colleagues may not know any more that one is there. */
export function onForgotten(listener: () => void): () => void {
  forgottenListeners.add(listener)
  return () => forgottenListeners.delete(listener)
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
