import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A file that everybody in the world has in their phone: real bytes, made by `make.ts`. */
export type Sample = {
  /** The id of its media, in every world the same. */
  readonly id: string
  readonly name: string
  /** What it is, in a word or two. */
  readonly title: string
  /** The attachment that it becomes. */
  readonly type: 'image' | 'video' | 'audio' | 'file' | 'sticker'
  readonly mimeType: string
  /** Bytes. */
  readonly size: number
}

const FOLDER = join(import.meta.dirname, 'files')

type Row = readonly [name: string, title: string, type: Sample['type'], mimeType: string]
const ROWS: readonly Row[] = [
  ['balcony.jpg', 'Photo', 'image', 'image/jpeg'],
  ['planting-plan.png', 'Screenshot', 'image', 'image/png'],
  ['growing.gif', 'GIF', 'image', 'image/gif'],
  ['lemon-tree.webp', 'WebP', 'image', 'image/webp'],
  ['greenhouse.mp4', 'Video', 'video', 'video/mp4'],
  ['robin.mp3', 'MP3', 'audio', 'audio/mpeg'],
  ['rain.m4a', 'M4A', 'audio', 'audio/mp4'],
  ['pump.aac', 'AAC', 'audio', 'audio/aac'],
  ['order-2041.pdf', 'PDF', 'file', 'application/pdf'],
  ['photos.zip', 'ZIP', 'file', 'application/zip'],
  ['measurements.csv', 'CSV', 'file', 'text/csv'],
  ['sticker-369239263222822.png', 'Thumb', 'sticker', 'image/png'],
  ['sticker-144884852352448.png', 'Cat', 'sticker', 'image/png'],
  ['sticker-144885252352408.png', 'Plant', 'sticker', 'image/png'],
  ['sticker-144885185685748.png', 'Heart', 'sticker', 'image/png'],
  ['sticker-144885315685735.png', 'Sun', 'sticker', 'image/png'],
  ['sticker-740000000000101.png', 'Bee', 'sticker', 'image/png'],
  ['sticker-740000000000102.png', 'Tomato', 'sticker', 'image/png'],
  ['sticker-740000000000103.png', 'Rain', 'sticker', 'image/png'],
  ['sticker-740000000000201.png', 'Thanks', 'sticker', 'image/png'],
  ['sticker-740000000000202.png', 'Thumbs up', 'sticker', 'image/png'],
]

export const SAMPLES: readonly Sample[] = ROWS.map(([name, title, type, mimeType], index) => ({
  id: `5300000000000${String(index + 1).padStart(2, '0')}`,
  name,
  title,
  type,
  mimeType,
  size: statSync(join(FOLDER, name)).size,
}))

/** The picture of a sticker. A number that we have none of gets one of ours, always the same: the real catalogue is long. */
export function stickerSample(stickerId: string): Sample {
  const stickers = SAMPLES.filter(({ type }) => type === 'sticker')
  const own = stickers.find(({ name }) => name === `sticker-${stickerId}.png`) ?? stickers[Number(stickerId) % stickers.length]
  if (!own) {
    throw new Error(`${stickerId} is not the number of a sticker.`)
  }
  return own
}

/** The bytes of the sample that has this id; undefined when it is none. */
export function sampleBytes(id: string): Uint8Array | undefined {
  const sample = SAMPLES.find((each) => each.id === id)
  return sample && readFileSync(join(FOLDER, sample.name))
}
