import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'

/** Stands in for Facebook: profiles of everybody, and as many pictures of about 300 kB as are asked for, each another one. */
const [WIDTH, HEIGHT, PIECE] = [1600, 1200, Buffer.from([0xff, 0xfe, 0x00, 0x0a])]

const jpeg = await photograph()
const server = createServer(({ url = '' }, response) => {
  const number = /^\/picture\/(\d+)/.exec(url)?.[1]
  response.end(number === undefined ? '{"id":"1","first_name":"Ada","last_name":"Berg"}' : pictureOf(Number(number)))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
process.on('SIGTERM', () => process.exit(0))
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bytes: jpeg.length })

/** The number stands in a comment behind the first mark: the same picture, with another digest. */
function pictureOf(number: number): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), PIECE, Buffer.from(String(number).padStart(8, '0')), jpeg.subarray(2)])
}

async function photograph(): Promise<Buffer> {
  const raw = Buffer.alloc(WIDTH * HEIGHT * 3)
  let grain = 1
  for (let at = 0; at < raw.length; at += 1) {
    grain = (Math.imul(grain, 1_103_515_245) + 12_345) >>> 0
    raw[at] = (128 + 60 * Math.sin(at / 4000) + 40 * Math.sin(at / 97) + ((grain >>> 16) % 24)) & 255
  }
  return await sharp(raw, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 73 })
    .toBuffer()
}
