import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { sayingObstacle } from '../conversation/public/moderation-offers.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useMayAct } from '../session/session.ts'
import { focusQuietly } from '../ui/focus-target.ts'
import { showToast } from '../ui/toast-store.ts'
import { BulkBar } from './bulk-bar.tsx'
import { itemElementId } from './item-element.ts'
import { isPickable, useSelection, type Chosen } from './selection.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { useSteps, type Source } from './use-steps.ts'
import type { WallActs } from './wall-comment.tsx'
import { noteKey, type WallItem } from './wall-items.ts'

/** Heights to begin with, in rem; each item is measured once it is drawn. */
const USUAL_REM: Readonly<Record<WallItem['kind'], number>> = {
  post: 5,
  'whole-post': 12,
  line: 7,
  earlier: 2.5,
  unsent: 6,
  note: 4,
  chart: 16,
}
/** More is asked for when so many items are left to come. */
const FETCH_AHEAD = 10

/** How an item is drawn depends on what one does with it. */
export type WallState = {
  readonly here: string | undefined
  readonly replying: string | undefined
  readonly chosen: ReadonlyMap<string, Chosen>
  readonly acts: WallActs
}

type WallProps = {
  readonly label: string
  readonly items: readonly WallItem[]
  readonly threads: Source
  readonly posts?: Source
  readonly onOpen: (key: string) => void
  readonly onStand: (keys: readonly string[]) => void
  /** A comment with where it stands; undefined: nothing can be done with it. */
  readonly choose: (key: string) => Chosen | undefined
  readonly children: (item: WallItem, state: WallState) => ReactNode
}

/** Everything of a tab below one another, by hand and by keyboard: only what shows is in the page, however much there is. */
export function Wall({ label, items, threads, posts, onOpen, onStand, choose, children }: WallProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [here, setHere] = useState<string>()
  const [replying, setReplying] = useState<string>()
  const focusNext = useRef<string>(undefined)
  const selection = useSelection(items)
  const { toggle } = selection
  const [mayModerate, mayReply] = [useMayAct(true)('hide'), useMay('ticket.reply')]
  const held = useMemo(() => items.flatMap(({ key }, index) => (key === here || key === replying ? [index] : [])), [items, here, replying])
  // Once for all: it is asked for each of thousands.
  const rem = remInPixels()
  const getItemKey = useCallback((index: number) => items[index]?.key ?? index, [items])
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here; the virtualizer redraws by itself
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => USUAL_REM[items[index]?.kind ?? 'line'] * rem,
    getItemKey,
    overscan: 2,
    // Where one stands, and where one writes, stays drawn while one scrolls away from it.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...held])].toSorted((a, b) => a - b),
  })
  useKeptPlace(virtualizer, items, here)
  useEffect(() => onStand([here, replying].filter((key) => key !== undefined)), [here, replying, onStand])

  const acts = useMemo(
    (): WallActs => ({
      onStand: setHere,
      onPick: toggle,
      onReply: setReplying,
      onLeaveReply: (key) => {
        setReplying(undefined)
        focusNext.current = key
      },
    }),
    [toggle],
  )

  function focusOn(key: string): void {
    focusNext.current = key
    virtualizer.scrollToIndex(items.findIndex((item) => item.key === key))
  }

  function goTo(key: string): void {
    setHere(key)
    focusOn(key)
  }

  function reply(): void {
    const obstacle = chosenHere && sayingObstacle(chosenHere.line, chosenHere.talk)
    if (obstacle === undefined) {
      setReplying(here)
    } else {
      showToast({ message: obstacle })
    }
  }

  // It may first have to be drawn.
  useLayoutEffect(() => {
    const element = focusNext.current === undefined ? null : document.getElementById(itemElementId(focusNext.current))
    if (element !== null) {
      focusNext.current = undefined
      focusQuietly(element)
    }
  })

  const drawn = virtualizer.getVirtualItems()
  useFetchAhead(items, drawn.at(-1)?.index ?? 0, { threads, posts })
  const steps = useSteps({
    items,
    threads,
    posts,
    here,
    onOpen,
    onGo: goTo,
    onFailed: (of) => focusOn(noteKey(of, 'failed')),
  })
  const chosenHere = here === undefined ? undefined : choose(here)

  useShortcut('next-comment', steps.next)
  useShortcut('previous-comment', steps.previous)
  useShortcut('next-unanswered', steps.nextUnanswered)
  useShortcut('reply-publicly', reply, mayReply && chosenHere !== undefined)
  useShortcut('select-comment', () => chosenHere && toggle(chosenHere), chosenHere !== undefined && isPickable(chosenHere, mayModerate))
  useShortcut('leave-comment', () => {
    const open = items.find((item) => item.kind === 'post' && item.isOpen)
    if (selection.chosen.size > 0) {
      selection.clear()
    } else if (open !== undefined && here === open.key) {
      onOpen(open.key)
    } else if (open !== undefined) {
      goTo(open.key)
    }
  })

  const state: WallState = { here, replying, chosen: selection.chosen, acts }
  return (
    <>
      <div className="post-rows" ref={scroller} data-region>
        <ul className="rows-inner" aria-label={label} aria-busy={threads.isFetching} style={{ height: virtualizer.getTotalSize() }}>
          {drawn.map(({ key, index, start }) => {
            const item = items[index]
            return item === undefined ? null : (
              <li
                key={key}
                className="wall-slot"
                data-index={index}
                data-kind={item.kind}
                ref={virtualizer.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                {children(item, state)}
              </li>
            )
          })}
        </ul>
      </div>
      <BulkBar selection={selection} />
    </>
  )
}

type Sources = { readonly threads: Source; readonly posts: Source | undefined }

/** What comes next is asked for shortly before it shows: the rest of the threads, or of the posts. */
function useFetchAhead(items: readonly WallItem[], lastDrawn: number, { threads, posts }: Sources): void {
  const more = items.findIndex((item) => item.kind === 'note' && item.note === 'more' && item.of === 'threads')
  const wantsThreads = more >= 0 && lastDrawn + FETCH_AHEAD >= more
  const wantsPosts = lastDrawn + FETCH_AHEAD >= items.length
  useEffect(() => {
    if (wantsThreads && canFetch(threads)) {
      threads.fetchMore()
    }
    if (wantsPosts && posts !== undefined && canFetch(posts)) {
      posts.fetchMore()
    }
  }, [wantsThreads, wantsPosts, threads, posts])
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

function canFetch({ hasMore, isFetching, isFailed }: Source): boolean {
  return hasMore && !isFetching && !isFailed
}
