import { useSyncExternalStore } from 'react'

/** One's own choice, kept in this browser: the walk leaves the navigation and stays in one's own menu. */
const STORED_AS = 'pagedesk.first-steps'
const HIDDEN = 'hidden'
const listeners = new Set<() => void>()

export function areStepsHidden(): boolean {
  return window.localStorage.getItem(STORED_AS) === HIDDEN
}

export function hideSteps(): void {
  window.localStorage.setItem(STORED_AS, HIDDEN)
  listeners.forEach((listener) => listener())
}

export function showSteps(): void {
  window.localStorage.removeItem(STORED_AS)
  listeners.forEach((listener) => listener())
}

export function useAreStepsHidden(): boolean {
  return useSyncExternalStore(subscribe, areStepsHidden)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
