/** How a picture lies on the stage: how often its fitted size, and how far its middle is from the stage's, in pixels. */
export type ZoomView = { readonly zoom: number; readonly x: number; readonly y: number }

export type Size = { readonly width: number; readonly height: number }
type Point = { readonly x: number; readonly y: number }

/** What the stage measures, and the picture on it before it is zoomed. */
export type Measures = { readonly stage: Size; readonly shot: Size }

export const FITTED: ZoomView = { zoom: 1, x: 0, y: 0 }
export const LARGEST_ZOOM = 5

/** The picture as large as it fits, never larger than it is. */
export function fittedSize(picture: Size, stage: Size): Size {
  const scale = Math.min(1, stage.width / picture.width, stage.height / picture.height)
  return { width: picture.width * scale, height: picture.height * scale }
}

/** Closer or farther by a factor. What lies under the point, told from the stage's middle, stays there as far as the edges allow. */
export function zoomedAt(view: ZoomView, factor: number, { at, measures }: { readonly at: Point; readonly measures: Measures }): ZoomView {
  const zoom = Math.min(LARGEST_ZOOM, Math.max(1, view.zoom * factor))
  const grown = zoom / view.zoom
  return within({ zoom, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, measures)
}

export function movedBy(view: ZoomView, by: Point, measures: Measures): ZoomView {
  return within({ ...view, x: view.x + by.x, y: view.y + by.y }, measures)
}

/** An edge of the picture never comes away from the stage's while there is more to see behind it. */
function within({ zoom, x, y }: ZoomView, { stage, shot }: Measures): ZoomView {
  return { zoom, x: bounded(x, shot.width * zoom - stage.width), y: bounded(y, shot.height * zoom - stage.height) }
}

function bounded(offset: number, beyond: number): number {
  const most = Math.max(0, beyond / 2)
  return most === 0 ? 0 : Math.min(most, Math.max(-most, offset))
}

/** The next step of the zoom buttons: halves. */
export function stepOf({ zoom }: ZoomView, direction: 1 | -1): number {
  const next = direction === 1 ? Math.floor(zoom * 2 + 1.0001) / 2 : Math.ceil(zoom * 2 - 1.0001) / 2
  return Math.min(LARGEST_ZOOM, Math.max(1, next)) / zoom
}

/** Which part of the picture is seen, each from 0 to 1. */
export function seenOf({ zoom, x, y }: ZoomView, { stage, shot }: Measures) {
  const across = seenAlong({ length: shot.width * zoom, seen: stage.width, offset: x })
  const down = seenAlong({ length: shot.height * zoom, seen: stage.height, offset: y })
  return { left: across.from, width: across.share, top: down.from, height: down.share }
}

function seenAlong({ length, seen, offset }: { readonly length: number; readonly seen: number; readonly offset: number }) {
  const share = Math.min(1, seen / length)
  return { share, from: Math.max(0, 0.5 - share / 2 - offset / length) }
}
