import { useCallback, useEffect, useRef } from 'react'
import { showToast } from '../ui/toast-store.ts'
import { lineElementId } from './lines/line-element.ts'

type Pages = {
  readonly data: unknown
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isError: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

/** Leads to a line: one that is not loaded yet is looked for further up, page by page. It takes the focus, and with it a frame. */
export function useJump({ data, hasNextPage, isFetchingNextPage, isError, fetchNextPage }: Pages): (lineId: string) => void {
  const wanted = useRef<string>(undefined)

  const look = useCallback(() => {
    if (wanted.current === undefined || isFetchingNextPage) {
      return
    }
    const line = document.getElementById(lineElementId(wanted.current))
    if (line === null && hasNextPage && !isError) {
      void fetchNextPage()
      return
    }
    wanted.current = undefined
    if (line === null) {
      showToast({ message: 'That message did not load.' })
    } else {
      line.focus({ preventScroll: true })
      line.scrollIntoView({ block: 'center' })
    }
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])

  // Whatever came may hold it.
  useEffect(look, [look, data])

  return useCallback(
    (lineId: string) => {
      wanted.current = lineId
      look()
    },
    [look],
  )
}
