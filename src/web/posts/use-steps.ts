import { useEffect, useRef } from 'react'
import { showToast } from '../ui/toast-store.ts'
import { beginSeek, nextStep, type Held, type Seek, type SeekStep } from './seek.ts'
import { neighbour } from './step.ts'
import type { Pieces, WallItem } from './wall-items.ts'

/** Something that is fetched in pieces, and how more of it is asked for. `problem`: why more did not come, and what to do. */
export type Source = Held & { readonly problem: string; readonly fetchMore: () => void; readonly tryAgain: () => void }

type Steps = {
  readonly items: readonly WallItem[]
  readonly threads: Source
  readonly posts: Source | undefined
  readonly here: string | undefined
  readonly onGo: (key: string) => void
  readonly onOpen: (key: string) => void
  /** What would lead on did not load. */
  readonly onFailed: (of: Pieces) => void
}

/** What a person does; whoever does something else goes on from there, and is not fetched back. */
const ELSE = ['keydown', 'pointerdown', 'wheel', 'click', 'input', 'compositionstart'] as const

/** Steps from comment to comment, over the end of what is held and of one post. */
export function useSteps(steps: Steps) {
  const { items, here } = steps
  const seek = useRef<Seek>(undefined)

  useEffect(() => {
    const drop = (event: Event) => {
      // A key that is held down is still the same step.
      if (!(event instanceof KeyboardEvent && event.repeat)) {
        seek.current = undefined
      }
    }
    ELSE.forEach((type) => window.addEventListener(type, drop, { capture: true, passive: true }))
    return () => ELSE.forEach((type) => window.removeEventListener(type, drop, { capture: true }))
  }, [])

  // Whatever was waited for may have come: a page, or another post that is open now.
  useEffect(() => {
    if (seek.current !== undefined) {
      take(nextStep(seek.current, steps))
    }
  })

  function take(step: SeekStep): void {
    seek.current = 'seek' in step ? step.seek : undefined
    switch (step.kind) {
      case 'wait':
        return
      case 'fetch':
        return steps[step.of]?.fetchMore()
      case 'open':
        return steps.onOpen(step.post)
      case 'go':
        return steps.onGo(step.key)
      case 'failed':
        return steps.onFailed(step.of)
      case 'nothing-more':
        return showToast({ message: NOTHING_MORE[step.what] })
    }
  }

  function begin(what: Seek['what']): void {
    const first = beginSeek(what, here, items)
    take(first.kind === 'wait' ? nextStep(first.seek, steps) : first)
  }

  return {
    next: () => begin('comment'),
    nextUnanswered: () => begin('unanswered'),
    previous: () => {
      const item = neighbour(items, here, -1)
      if (item !== undefined) {
        steps.onGo(item.key)
      }
    },
  }
}

const NOTHING_MORE: Readonly<Record<Seek['what'], string>> = {
  comment: 'No more comments below.',
  unanswered: 'Nothing else waits for an answer here.',
}
