import { useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'

/** One's own choice, kept in this browser: the walk leaves the navigation and stays in one's own menu. */
const STORED_AS = 'pagedesk.first-steps'
const HIDDEN = 'hidden'

export function areStepsHidden(): boolean {
  return kept.read(STORED_AS) === HIDDEN
}

export function hideSteps(): void {
  kept.write(STORED_AS, HIDDEN)
}

export function showSteps(): void {
  kept.remove(STORED_AS)
}

export function useAreStepsHidden(): boolean {
  return useSyncExternalStore(subscribe, areStepsHidden)
}

function subscribe(listener: () => void): () => void {
  return kept.subscribe(STORED_AS, listener)
}
