import { useSyncExternalStore } from 'react'
import { deskNow, onDeskTime } from './desk-time.ts'

const listeners = new Set<() => void>()
let timer: number | undefined
let presentMs = deskNow().getTime()

/** The present by the desk's clock; the component is drawn again each time a step of this length begins. */
export function useNow(stepMs = 60_000): Date {
  useSyncExternalStore(subscribe, () => Math.floor(readClock() / stepMs))
  return new Date(presentMs)
}

function readClock(): number {
  presentMs = deskNow().getTime()
  return presentMs
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // A clock that was moved is not waited for.
  const ignoreMoves = onDeskTime(listener)
  timer ??= window.setInterval(() => listeners.forEach((each) => each()), 1000)
  return () => {
    listeners.delete(listener)
    ignoreMoves()
    if (listeners.size === 0) {
      window.clearInterval(timer)
      timer = undefined
    }
  }
}
