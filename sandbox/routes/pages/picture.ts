import type { GraphCall, Redirect } from '../graph/call.ts'
import { type Params, textParam } from '../graph/params.ts'

export type Picture = { readonly height: number; readonly is_silhouette: boolean; readonly url: string; readonly width: number }

export const PICTURE_SIZE = 160
const LARGEST = 720
/** Pixels of `type` (Graph API reference, picture). */
const TYPES: Readonly<Record<string, number>> = { small: 50, square: 50, normal: 100, album: 50, large: 200 }

/** Where the picture of a person or Page lies: a PNG that the sandbox draws itself. */
function pictureOf(origin: string, id: string, size = PICTURE_SIZE): Picture {
  const url = `${origin}/sandbox/pictures/${id}.png${size === PICTURE_SIZE ? '' : `?size=${size}`}`
  return { height: size, is_silhouette: false, url, width: size }
}

/** The same in the size that `width`, `height` or `type` ask for; pictures are square. */
export function pictureWished(origin: string, id: string, params: Params): Picture {
  const pixels = Number(textParam(params, 'width') ?? textParam(params, 'height') ?? TYPES[textParam(params, 'type') ?? ''] ?? PICTURE_SIZE)
  return pictureOf(origin, id, clampedSize(pixels))
}

/** What `/{id}/picture` answers: it leads to the picture; `redirect=0` tells its address instead. */
export function pictureAnswer({ origin, params }: GraphCall, id: string): Redirect | { readonly data: Picture } {
  const data = pictureWished(origin, id, params)
  return ['0', 'false'].includes(textParam(params, 'redirect') ?? '') ? { data } : { redirect: data.url }
}

/** A size that can be drawn; what is no number becomes the usual one. */
export function clampedSize(pixels: number): number {
  return Number.isFinite(pixels) && pixels >= 1 ? Math.min(LARGEST, Math.round(pixels)) : PICTURE_SIZE
}
