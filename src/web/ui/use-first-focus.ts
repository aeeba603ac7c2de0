import { useCallback } from 'react'

/** Puts the focus on the one field for which a page was opened. */
export function useFirstFocus(): (element: HTMLElement | null) => void {
  return useCallback((element) => element?.focus(), [])
}
