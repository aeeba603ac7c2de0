import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { Ticket } from '../api/types.ts'
import { ATTENTION, isAttention, type ShownFolder } from './folders.ts'
import { RowUnsettled } from './row-unsettled.tsx'
import { TicketRow } from './ticket-row.tsx'

/** A row of ordinary names, in rem. Each row is measured once it is drawn, so text of any size fits. */
const USUAL_ROW_REM = 5.125
/** The next page is asked for when this many rows are left to come. */
const FETCH_AHEAD = 10

type TicketRowsProps = {
  readonly tickets: readonly Ticket[]
  readonly shown: ShownFolder
  readonly ticketId: string | undefined
  /** The open ticket's row while it is drawn, else the one that Tab leads to. */
  readonly row: RefObject<HTMLAnchorElement | null>
  /** There is nothing below the last of them. */
  readonly isWhole: boolean
  readonly canFetchMore: boolean
  readonly onEnd: () => void
}

/** The rows that show, and the one that Tab leads to: arrows, Home and End move between them. */
export function TicketRows({ tickets, shown, ticketId, row, isWhole, canFetchMore, onEnd }: TicketRowsProps) {
  const { folder } = shown
  const scroller = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string>()
  const here = tickets.findIndex((ticket) => ticket.id === ticketId)
  const focused = tickets.findIndex((ticket) => ticket.id === focusedId)
  const tabStop = focused >= 0 ? focused : Math.max(here, 0)
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here; the virtualizer redraws by itself
  const virtualizer = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_ROW_REM * remInPixels(),
    getItemKey: (index) => tickets[index]?.id ?? index,
    overscan: 6,
    // The row that has the focus stays drawn while one scrolls away from it.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), tabStop])].toSorted((a, b) => a - b),
  })
  const drawn = virtualizer.getVirtualItems()
  const comesBackTo = drawn.some(({ index }) => index === here) ? here : tabStop
  const lastShown = virtualizer.range?.endIndex ?? 0

  useEffect(() => {
    if (canFetchMore && lastShown >= tickets.length - FETCH_AHEAD) {
      onEnd()
    }
  }, [canFetchMore, lastShown, tickets.length, onEnd])

  // Only a newly opened ticket is brought into view; a list that moves by itself is left where one reads.
  const shownId = useRef<string>(undefined)
  useEffect(() => {
    if (here >= 0 && shownId.current !== ticketId) {
      shownId.current = ticketId
      virtualizer.scrollToIndex(here)
    }
  }, [here, ticketId, virtualizer])

  function handleKeyDown(event: KeyboardEvent): void {
    const next = indexAfter(event.key, tabStop, tickets.length)
    const ticket = next === undefined ? undefined : tickets[next]
    if (next === undefined || ticket === undefined) {
      return
    }
    event.preventDefault()
    setFocusedId(ticket.id)
    virtualizer.scrollToIndex(next)
    // The row may first have to be drawn.
    window.requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] .row`)?.focus())
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows move between the links inside
    <div className="rows" ref={scroller} onKeyDown={handleKeyDown}>
      <ul className="rows-inner" style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map((item) => {
          const ticket = tickets[item.index]
          return ticket === undefined ? null : (
            <li
              key={item.key}
              aria-posinset={item.index + 1}
              aria-setsize={isWhole ? tickets.length : -1}
              className="row-slot"
              data-index={item.index}
              ref={virtualizer.measureElement}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TicketRow
                ticket={ticket}
                shown={shown}
                isHere={ticket.id === ticketId}
                isTabStop={item.index === tabStop}
                row={item.index === comesBackTo ? row : undefined}
                onFocus={setFocusedId}
              />
              {isAttention(folder) ? (
                <RowUnsettled ticket={ticket} folder={folder} whose={folder === ATTENTION.mine ? 'mine' : 'anybodys'} />
              ) : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

function indexAfter(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, count - 1)
    case 'ArrowUp':
      return Math.max(from - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
