import { useRef, useState, type RefObject } from 'react'
import type { Line } from '../api/types.ts'

/** So near the end one still reads the newest. */
const AT_END_PX = 48

type NewBelow = {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** How many messages came below since one began to read further up. */
  readonly newCount: number
  readonly handleScroll: () => void
  readonly goToEnd: () => void
}

/** Notices what arrives below while one reads above. At the end the thread follows by itself: it is laid out from below. */
export function useNewBelow(messages: readonly Line[], userId: string): NewBelow {
  const scroller = useRef<HTMLDivElement>(null)
  /** The newest line when the end was left; undefined at the end. */
  const [leftAt, setLeftAt] = useState<string>()

  function handleScroll(): void {
    const isAtEnd = Math.abs(scroller.current?.scrollTop ?? 0) < AT_END_PX
    setLeftAt((before) => (isAtEnd ? undefined : (before ?? messages.at(-1)?.id)))
  }

  function goToEnd(): void {
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    scroller.current?.scrollTo({ top: 0, behavior: isStill ? 'instant' : 'smooth' })
    // The pill goes; who pressed it by a key reads on in the conversation.
    scroller.current?.focus({ preventScroll: true })
  }

  return { scroller, newCount: newSince(messages, leftAt, userId), handleScroll, goToEnd }
}

/** Messages of others after a line; what oneself wrote and what was done with the ticket is no news. */
export function newSince(
  messages: readonly (Pick<Line, 'id' | 'line'> & { readonly author: Pick<Line['author'], 'id'> })[],
  leftAt: string | undefined,
  userId: string,
): number {
  const from = leftAt === undefined ? -1 : messages.findIndex(({ id }) => id === leftAt)
  return from < 0 ? 0 : messages.slice(from + 1).filter(({ line, author }) => isSaid(line) && author.id !== userId).length
}

function isSaid(line: Line['line']): boolean {
  return line === 'customer-message' || line === 'our-message' || line === 'internal-comment'
}
