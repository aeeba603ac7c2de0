import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: number | undefined
let presentMs = Date.now()

/** The present; the component is drawn anew each time a step of this length begins. */
export function useNow(stepMs = 60_000): Date {
  useSyncExternalStore(subscribe, () => Math.floor(readClock() / stepMs))
  return new Date(presentMs)
}

function readClock(): number {
  presentMs = Date.now()
  return presentMs
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= window.setInterval(() => listeners.forEach((each) => each()), 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      window.clearInterval(timer)
      timer = undefined
    }
  }
}
