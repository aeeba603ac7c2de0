import { useMemo, useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'

/** By whose reply to which ticket, and to which thread of one that holds several: one of a kind at a time. */
export type Beside = { readonly memberId: string; readonly ticketId: string; readonly threadId?: string | undefined }

/** `threadId`: of a ticket that holds several threads that of the reply; `toThreadId`: the same of the other ticket. */
type Move = {
  readonly memberId: string
  readonly from: string
  readonly to: string
  readonly threadId?: string | undefined
  readonly toThreadId?: string | undefined
}

/**
 * Something that belongs to what one writes to a customer, beside the words, and outlives as much as they do in this browser: a reload, a crash.
 * `read`: of what was kept; undefined where it is damaged, as if nothing was.
 */
export function keptBeside<Value>(prefix: string, read: (item: string | undefined) => Value | undefined) {
  const nameOf = ({ memberId, ticketId, threadId }: Beside) =>
    [prefix, memberId, ticketId, ...(threadId === undefined ? [] : [threadId])].join(' ')
  const readIt = (of: Beside) => read(kept.read(nameOf(of)))
  const keep = (of: Beside, value: Value) => void kept.write(nameOf(of), JSON.stringify(value))

  function useKept(of: Beside): Value | undefined {
    const name = nameOf(of)
    const item = useSyncExternalStore(
      (listener) => kept.subscribe(name, listener),
      () => kept.read(name),
    )
    return useMemo(() => read(item), [item])
  }

  /** Answers whether there was one. */
  function drop(of: Beside): boolean {
    const isThere = readIt(of) !== undefined
    kept.remove(nameOf(of))
    return isThere
  }

  /** What was sent and taken back is there again, unless another was chosen since. */
  function giveBack(of: Beside, value: Value): void {
    if (readIt(of) === undefined) {
      keep(of, value)
    }
  }

  /** It goes on in the ticket that took over the one in which it was begun. */
  function takeAlong({ memberId, from, to, threadId, toThreadId }: Move): void {
    const value = readIt({ memberId, ticketId: from, threadId })
    if (value !== undefined) {
      giveBack({ memberId, ticketId: to, threadId: toThreadId }, value)
      drop({ memberId, ticketId: from, threadId })
    }
  }

  return { useKept, keep, drop, giveBack, takeAlong }
}
