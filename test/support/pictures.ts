import { deflateSync, crc32 } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture with some life in it, so that it does not become tiny. */
export function picture(width = 640, height = 480): Sharp {
  const raw = Buffer.alloc(width * height * 3)
  for (let at = 0; at < raw.length; at += 1) {
    raw[at] = (128 + 90 * Math.sin(at / 3001) + 30 * Math.sin(at / 97) + ((at * 2_654_435_761) % 23)) & 255
  }
  return sharp(raw, { raw: { width, height, channels: 3 } })
}

/** As a telephone writes it: where, when and with what it was made, and that it lies on its side. */
export function cameraJpeg({ orientation = 1 } = {}): Promise<Buffer> {
  return picture()
    .withMetadata({ orientation })
    .withExifMerge({ IFD0: { Make: 'A secret camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 20/1 0/1' } })
    .jpeg()
    .toBuffer()
}

/** A PNG of a few kilobytes that says it has so many pixels, all black. */
export function pixelFlood(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1 + Math.ceil(width / 8)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A plain picture of this size, as PNG. */
export function pictureOfSize(size: { readonly width: number; readonly height: number }): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
}

/** A photograph of one colour. */
export function photograph(hue: string): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: hue } })
    .jpeg()
    .toBuffer()
}
