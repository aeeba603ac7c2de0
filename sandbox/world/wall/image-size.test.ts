import { expect, test } from 'vitest'
import { png } from '../../routes/pages/png.ts'
import { imageSize } from './image-size.ts'

function bytes(...parts: (string | readonly number[])[]): Buffer {
  const head = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
  return Buffer.concat([head, Buffer.alloc(Math.max(0, 40 - head.length))])
}

test.each([
  ['a PNG', png(7, () => [1, 2, 3]), { width: 7, height: 7 }],
  ['a GIF', bytes('GIF89a', [3, 0, 2, 0]), { width: 3, height: 2 }],
  ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1]), { width: 30, height: 20 }],
  ['a lossy WebP', bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 30, 0, 20, 0]), { width: 30, height: 20 }],
  ['a lossless WebP', bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0, 0x2f, 29, 0xc0, 4, 0]), { width: 30, height: 20 }],
  ['a WebP of parts', bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 29, 0, 0, 19, 0, 0]), { width: 30, height: 20 }],
  ['a text', bytes('just words'), { width: 0, height: 0 }],
  ['nothing', new Uint8Array(), { width: 0, height: 0 }],
])('the size of %s is read from its head', (_what, file, size) => {
  expect(imageSize(file)).toEqual(size)
})

test('a JPEG that ends too early has no size', () => {
  expect(imageSize(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, ...Array<number>(40).fill(0)]))).toEqual({ width: 0, height: 0 })
})
