import type { Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import type { WallItem } from './wall-items.ts'

type Place = { readonly key: string; readonly start: number }

/**
 * What one reads stays where it is while the wall changes above it: after each change the first item that was there before, and is still,
 * stands where it stood. The one that one is on comes before all others.
 */
export function useKeptPlace(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  items: readonly WallItem[],
  here: string | undefined,
): void {
  const before = useRef<{ readonly items: readonly WallItem[]; readonly places: readonly Place[] }>({ items, places: [] })
  useLayoutEffect(() => {
    const scroller = virtualizer.scrollElement
    if (scroller !== null && before.current.items !== items && scroller.scrollTop > 0) {
      const starts = new Map(virtualizer.measurementsCache.map(({ key, start }) => [key, start]))
      const kept = before.current.places.find(({ key }) => starts.has(key))
      const moved = kept === undefined ? 0 : (starts.get(kept.key) ?? kept.start) - kept.start
      scroller.scrollBy({ top: moved })
    }
    before.current = { items, places: placesIn(virtualizer, here) }
  })
}

function placesIn(virtualizer: Virtualizer<HTMLDivElement, Element>, here: string | undefined): readonly Place[] {
  const top = virtualizer.scrollOffset ?? 0
  const bottom = top + (virtualizer.scrollElement?.clientHeight ?? 0)
  const seen = virtualizer.getVirtualItems().filter(({ start, end }) => end > top && start < bottom)
  return seen
    .map(({ key, start }) => ({ key: String(key), start }))
    .toSorted((one, other) => Number(other.key === here) - Number(one.key === here))
}
