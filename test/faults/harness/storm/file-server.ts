import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { picture } from '#test/pictures.ts'
import type { FileName } from './scene.ts'

/** Where the files lie that the messages tell of, as Facebook's CDN: on loopback, at the origin that the desk takes for Graph. */
export type FileServer = {
  readonly origin: string
  /** The SHA-256 of what lies at an address; undefined where nothing does. */
  digestAt(url: string): string | undefined
  close(): Promise<void>
}

export async function startFileServer(): Promise<FileServer> {
  const contents = await makeContents()
  const server = createServer((request, response) => {
    const content = contentAt(request.url ?? '')
    response.writeHead(content ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(content)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const contentAt = (path: string): Buffer | undefined => {
    const [kind, number] = path.split(/[/?]/)[1]?.split('-') ?? []
    const list = contents[kind as FileName] ?? []
    return list[Number(number) % list.length]
  }
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    digestAt: (url) => {
      const content = contentAt(new URL(url).pathname)
      return content && hash('sha256', content)
    },
    close: async () => {
      const closed = once(server, 'close')
      server.closeAllConnections()
      server.close()
      await closed
    },
  }
}

/** Few and small: what is looked at is that each is kept, once and whole. */
async function makeContents(): Promise<Partial<Record<FileName, readonly Buffer[]>>> {
  const sized = (make: (width: number) => Promise<Buffer>, count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => make(90 + 20 * index)))
  const photo = await sized((width) => picture(width, 60).jpeg().toBuffer(), 8)
  return {
    photo,
    drawing: await sized((width) => picture(width, 50).png().toBuffer(), 3),
    sticker: await sized((width) => picture(width, width).webp().toBuffer(), 2),
    audioclip: [sound(1), sound(2)],
    song: [sound(3)],
    film: [Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('isommp42'), Buffer.alloc(200)])],
    paper: [Buffer.from('%PDF-1.7\nA paper'), Buffer.from('PK\u0003\u0004 an archive')],
    page: [Buffer.from('<!doctype html><script>alert(1)</script>')],
    broken: [(photo[0] ?? Buffer.alloc(0)).subarray(0, 300)],
  }
}

/** So many tenths of a second of silence, as WAV. */
function sound(tenths: number): Buffer {
  const samples = Buffer.alloc(800 * tenths, 128)
  const header = Buffer.from('524946460000000057415645666d74201000000001000100401f0000401f000001000800646174610000000000', 'hex').subarray(
    0,
    44,
  )
  header.writeUInt32LE(36 + samples.length, 4)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}
