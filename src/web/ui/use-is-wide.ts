import { useSyncExternalStore } from 'react'

const ROOT_PX = 16

/**
 * Whether the window is at least this wide at the usual size of text; for what CSS alone cannot decide. Counted in em as the sheets do, so
 * that who reads larger text gets the layout of a narrower window.
 */
export function useIsWide(minWidthPx: number): boolean {
  const query = `(min-width: ${minWidthPx / ROOT_PX}em)`
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
