import { readFile, writeFile } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import type { Examined, Made } from './examined.ts'
import { stripGif } from './strip-gif.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

/** A camera of a telephone makes 50 million pixels. More is refused before it is unpacked. */
const MAX_PIXELS = 50_000_000
/** AVIF is unpacked whole and drawn anew: a file of a thousand bytes with 50 million pixels took 1.2 GB and twenty seconds (measured 2026-11-29). */
const MAX_AVIF_PIXELS = 12_000_000
/** Twice the width of a picture in a conversation. */
const PREVIEW_PIXELS = 480
/** Nothing else is ever decoded, whatever the file calls itself: no SVG, no PDF, nothing that loads something else. */
const LOADERS = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadNsgif', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif']

sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: LOADERS })
sharp.cache(false)
sharp.concurrency(1)

type Pictures = Pick<Extract<Examined, { kind: 'ok' }>, 'width' | 'height' | 'made'>

/**
 * The size of a picture, and what is made of it: a small one always, and one without what the camera wrote where something was written. Throws
 * what libvips says of a picture that is broken; `TooManyPixelsError` before anything is unpacked.
 */
export async function makePictures(path: string): Promise<Pictures> {
  const metadata = await sharp(path, { limitInputPixels: false }).metadata()
  const { width, height, pages = 1, format } = metadata
  if (width * height * pages > (format === 'heif' ? MAX_AVIF_PIXELS : MAX_PIXELS)) {
    throw new TooManyPixelsError(`${width} × ${height} × ${pages}`)
  }
  const turned = metadata.autoOrient
  const preview = await makePreview(path, metadata.hasAlpha)
  const shown = await makeShown(path, metadata)
  return { ...turned, made: { preview, ...(shown ? { shown: { ...shown, ...turned } } : {}) } }
}

export class TooManyPixelsError extends Error {
  override readonly name = 'TooManyPixelsError'
}

/** Every pixel is read for it, so a picture that is cut off or broken does not get through. A film of pictures stands still. */
async function makePreview(path: string, hasAlpha: boolean): Promise<Made> {
  const small = open(path)
    .autoOrient()
    .resize(PREVIEW_PIXELS, PREVIEW_PIXELS, { fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
  const to = `${path}.preview`
  const type = hasAlpha ? 'image/webp' : 'image/jpeg'
  const { size, width, height } = await (hasAlpha ? small.webp({ quality: 78, effort: 2 }) : small.jpeg({ quality: 78 })).toFile(to)
  return { path: to, type, size, width, height }
}

/** Undefined where the picture as it came tells nothing but itself. */
async function makeShown(path: string, metadata: Metadata): Promise<Omit<Made, 'width' | 'height'> | undefined> {
  const to = `${path}.shown`
  const bytes = await readFile(path)
  const stripped = isUpright(metadata) ? STRIPPERS[metadata.format]?.(bytes) : undefined
  if (stripped?.equals(bytes)) {
    return undefined
  }
  if (stripped) {
    await writeFile(to, stripped)
    return { path: to, type: `image/${metadata.format}`, size: stripped.length }
  }
  const drawn = open(path, { animated: true }).autoOrient().keepIccProfile()
  const { size, format } = await sameFormat(drawn, metadata.format).toFile(to)
  return { path: to, type: `image/${format === 'heif' ? 'avif' : format}`, size }
}

/**
 * By leaving out, not by drawing anew: nothing of the picture is lost, and it takes a millisecond. What is written into a picture libvips lists in part
 * only, so what stays is told and not what goes. A format that is not here is drawn anew.
 */
const STRIPPERS: Readonly<Partial<Record<Metadata['format'], (bytes: Buffer) => Buffer | undefined>>> = {
  jpeg: stripJpeg,
  png: stripPng,
  gif: stripGif,
  webp: stripWebp,
}

function isUpright({ orientation = 1 }: Metadata): boolean {
  return orientation === 1
}

function sameFormat(drawn: Sharp, format: Metadata['format']): Sharp {
  switch (format) {
    case 'png':
      return drawn.png()
    case 'gif':
      return drawn.gif()
    case 'webp':
      return drawn.webp({ quality: 85, effort: 2 })
    case 'heif':
      return drawn.avif({ quality: 60, effort: 2 })
    default:
      return drawn.jpeg({ quality: 88 })
  }
}

function open(path: string, options: SharpOptions = {}): Sharp {
  return sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', ...options })
}
