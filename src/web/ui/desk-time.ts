import { useSyncExternalStore } from 'react'

/** The desk's time as an answer told it. `aheadMs` is not 0 while the desk follows a sandbox whose clock was moved. */
export type DeskTime = { readonly now: string; readonly aheadMs: number }

/** An answer that was longer on its way tells an older time; so much difference is no delay any more, but another clock. */
const DELAY_MS = 2000

const listeners = new Set<() => void>()
/** How far the desk's time is ahead of this computer's clock, which may be wrong. */
let offsetMs = 0
let aheadMs = 0
let isKnown = false

/** The desk's time: all that the screen counts and compares goes by it. */
export function deskNow(): Date {
  return new Date(Date.now() + offsetMs)
}

export function takeDeskTime(told: DeskTime): void {
  const offset = new Date(told.now).getTime() - Date.now()
  const isMoved = isKnown && told.aheadMs !== aheadMs
  if (!isKnown || isMoved || offset > offsetMs || offsetMs - offset > DELAY_MS) {
    offsetMs = offset
  }
  aheadMs = told.aheadMs
  isKnown = true
  listeners.forEach((listener) => listener())
}

/** How far the desk's clock runs ahead of the server's own, because it follows the sandbox. */
export function deskAhead(): number {
  return aheadMs
}

export function useDeskAhead(): number {
  return useSyncExternalStore(onDeskTime, deskAhead)
}

export function onDeskTime(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
