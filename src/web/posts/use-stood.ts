import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { keys } from '../api/query-client.ts'
import { postsLeft, threadsLeft, type Stood } from './staying.ts'
import type { PostPages, ThreadPages } from './thread-pages.ts'

const NOWHERE: Stood = new Set()

/**
 * Where somebody stands, writes, or has a post open. `stood` is looked at whenever what is held comes anew; what stayed for somebody's sake goes
 * once they have left it, but not while a press is on its way: what is pressed would move away from under it.
 */
export function useStood(open: string | undefined) {
  const queryClient = useQueryClient()
  const stood = useRef(NOWHERE)
  const onWall = useRef<readonly string[]>([])
  const isPressed = useRef(false)

  const tell = useCallback(() => {
    stood.current = new Set(open === undefined ? onWall.current : [...onWall.current, open])
    if (!isPressed.current) {
      letGoOfLeft(queryClient, stood.current)
    }
  }, [queryClient, open])
  useEffect(tell, [tell])

  useEffect(() => {
    const press = () => {
      isPressed.current = true
    }
    const release = () => {
      isPressed.current = false
      // The click comes after it.
      window.setTimeout(() => letGoOfLeft(queryClient, stood.current))
    }
    window.addEventListener('pointerdown', press, { capture: true })
    window.addEventListener('pointerup', release, { capture: true })
    window.addEventListener('pointercancel', release, { capture: true })
    return () => {
      window.removeEventListener('pointerdown', press, { capture: true })
      window.removeEventListener('pointerup', release, { capture: true })
      window.removeEventListener('pointercancel', release, { capture: true })
      letGoOfLeft(queryClient, NOWHERE)
    }
  }, [queryClient])

  const onStand = useCallback(
    (keysOnWall: readonly string[]) => {
      onWall.current = keysOnWall
      tell()
    },
    [tell],
  )
  return { stood, onStand }
}

function letGoOfLeft(queryClient: QueryClient, stood: Stood): void {
  change<ThreadPages>(queryClient, keys.threads, (held) => threadsLeft(held, stood))
  change<PostPages>(queryClient, keys.postLists, (held) => postsLeft(held, stood))
}

/** What is to be fetched anew in any case is left alone: it comes without what was left. */
function change<Pages>(queryClient: QueryClient, queryKey: readonly string[], without: (held: Pages) => Pages): void {
  for (const { queryKey: key, state } of queryClient.getQueryCache().findAll({ queryKey })) {
    const held = queryClient.getQueryData<Pages>(key)
    const left = held === undefined || state.isInvalidated ? held : without(held)
    if (left !== held && left !== undefined) {
      queryClient.setQueryData<Pages>(key, left)
    }
  }
}
