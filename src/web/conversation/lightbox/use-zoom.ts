import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { FITTED, fittedSize, movedBy, stepOf, zoomedAt, type Measures, type Size, type ZoomView } from './zoom-view.ts'

type Point = { readonly x: number; readonly y: number }

export type Zooming = {
  readonly view: ZoomView
  readonly measures: Measures | undefined
  readonly stage: RefObject<HTMLDivElement | null>
  readonly step: (direction: 1 | -1) => void
  readonly fit: () => void
  readonly moveBy: (by: Point) => void
  readonly toggle: (event: PointerLike) => void
  readonly pointers: {
    readonly onPointerDown: (event: PointerEvent) => void
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerUp: (event: PointerEvent) => void
    readonly onPointerCancel: (event: PointerEvent) => void
  }
}
type PointerLike = { readonly clientX: number; readonly clientY: number }

const CLOSER = 2.5
/** So far a finger goes before it means the next picture. */
const SWIPE_PX = 60

/** Zoom and place of one picture: by buttons, wheel, double click, drag and two fingers. A finger across a fitted picture turns the page. */
export function useZoom(picture: Size | undefined, onSwipe: (step: 1 | -1) => void): Zooming {
  const stage = useRef<HTMLDivElement>(null)
  const size = useSizeOf(stage)
  const [view, setView] = useState(FITTED)
  const measures = picture === undefined || size === undefined ? undefined : { stage: size, shot: fittedSize(picture, size) }

  function zoomBy(factor: number, at: Point): void {
    if (measures !== undefined) {
      setView((before) => zoomedAt(before, factor, { at, measures }))
    }
  }

  function moveBy(by: Point): void {
    if (measures !== undefined) {
      setView((before) => movedBy(before, by, measures))
    }
  }

  useWheel(stage, zoomBy)
  const pointers = usePointers({ stage, zoom: view.zoom, zoomBy, moveBy, onSwipe })
  return {
    view,
    measures,
    stage,
    step: (direction) => zoomBy(stepOf(view, direction), { x: 0, y: 0 }),
    fit: () => setView(FITTED),
    moveBy,
    toggle: (event) => (view.zoom > 1 ? setView(FITTED) : zoomBy(CLOSER, placeOn(stage.current, event))),
    pointers,
  }
}

function useSizeOf(stage: RefObject<HTMLDivElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>()
  useEffect(() => {
    const element = stage.current
    if (element === null) {
      return
    }
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) {
        setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
      }
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [stage])
  return size
}

/** React's own wheel events cannot keep the page from zooming with Ctrl. */
function useWheel(stage: RefObject<HTMLDivElement | null>, zoomBy: (factor: number, at: Point) => void): void {
  const latest = useRef(zoomBy)
  useEffect(() => {
    latest.current = zoomBy
  })
  useEffect(() => {
    const element = stage.current
    function handleWheel(event: WheelEvent): void {
      event.preventDefault()
      latest.current(Math.exp(-event.deltaY / 400), placeOn(element, event))
    }
    element?.addEventListener('wheel', handleWheel, { passive: false })
    return () => element?.removeEventListener('wheel', handleWheel)
  }, [stage])
}

type Gestures = {
  readonly stage: RefObject<HTMLDivElement | null>
  readonly zoom: number
  readonly zoomBy: (factor: number, at: Point) => void
  readonly moveBy: (by: Point) => void
  readonly onSwipe: (step: 1 | -1) => void
}

function usePointers({ stage, zoom, zoomBy, moveBy, onSwipe }: Gestures): Zooming['pointers'] {
  const down = useRef(new Map<number, Point>())
  const begun = useRef<Point>(undefined)

  function handleDown(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest('button, a') !== null) {
      return
    }
    event.currentTarget.setPointerCapture(event.pointerId)
    down.current.set(event.pointerId, pointOf(event))
    begun.current = down.current.size === 1 ? pointOf(event) : undefined
  }

  function handleMove(event: PointerEvent): void {
    const before = down.current.get(event.pointerId)
    if (before === undefined) {
      return
    }
    const now = pointOf(event)
    const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
    down.current.set(event.pointerId, now)
    if (other !== undefined) {
      const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }
      zoomBy(distance(now, other) / Math.max(1, distance(before, other)), placeOn(stage.current, middle))
    } else if (zoom > 1) {
      moveBy({ x: now.x - before.x, y: now.y - before.y })
    }
  }

  function handleUp(event: PointerEvent): void {
    down.current.delete(event.pointerId)
    const across = begun.current === undefined ? 0 : event.clientX - begun.current.x
    begun.current = undefined
    if (event.pointerType === 'touch' && zoom === 1 && Math.abs(across) > SWIPE_PX) {
      onSwipe(across > 0 ? -1 : 1)
    }
  }

  function handleCancel(event: PointerEvent): void {
    down.current.delete(event.pointerId)
    begun.current = undefined
  }

  return { onPointerDown: handleDown, onPointerMove: handleMove, onPointerUp: handleUp, onPointerCancel: handleCancel }
}

function pointOf({ clientX, clientY }: PointerLike): Point {
  return { x: clientX, y: clientY }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}

/** From the middle of the stage. */
function placeOn(stage: Element | null, { clientX, clientY }: PointerLike): Point {
  const box = stage?.getBoundingClientRect()
  return box === undefined ? { x: 0, y: 0 } : { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
}
