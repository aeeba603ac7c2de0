import type { FilePart } from '../../api/types.ts'

const TILES = 4

/** The pictures that have a tile, and how many have none. */
export function tilesOf(pictures: readonly FilePart[]): { readonly shown: readonly FilePart[]; readonly more: number } {
  const shown = pictures.slice(0, TILES)
  return { shown, more: pictures.length - shown.length }
}

/** Whether a browser can show it as a picture: what it is told to be is not enough. */
export function isShownPicture({ what, state, type, url, previewUrl }: FilePart): boolean {
  const isSaidToBe = what === 'picture' || what === 'sticker'
  return (
    isSaidToBe &&
    state === 'kept' &&
    (previewUrl !== null || (url !== null && type !== null && /^image\/(?:jpeg|png|gif|webp|avif)$/u.test(type)))
  )
}
