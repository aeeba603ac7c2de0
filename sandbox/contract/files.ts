import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Files = { readonly url: (path: string) => string; readonly asked: string[]; close(): Promise<void> }

const MEGABYTE = 1024 * 1024

/** First bytes that tell what a file is; what follows does not matter to anyone. */
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex')
export const MP3 = Buffer.from('494433040000000000', 'hex')
export const MP4 = Buffer.from('0000001866747970697336f6d0', 'hex')
export const PDF = Buffer.from('%PDF-1.7\n')

const SERVED: Readonly<Record<string, { readonly type: string; readonly bytes: Uint8Array }>> = {
  '/logo.png': { type: 'image/png', bytes: PNG },
  '/photo.jpg': { type: 'image/jpeg', bytes: JPEG },
  '/song.mp3': { type: 'audio/mpeg', bytes: MP3 },
  '/film.mp4': { type: 'video/mp4', bytes: MP4 },
  '/list.pdf': { type: 'application/pdf', bytes: PDF },
  '/page.html': { type: 'text/html', bytes: Buffer.from('<p>no picture</p>') },
  '/broken.mp4': { type: 'video/mp4', bytes: Buffer.from('') },
  '/8-megabytes.png': { type: 'image/png', bytes: Buffer.concat([PNG, Buffer.alloc(8 * MEGABYTE - PNG.length)]) },
  '/over-8-megabytes.png': { type: 'image/png', bytes: Buffer.concat([PNG, Buffer.alloc(8 * MEGABYTE)]) },
  '/over-25-megabytes.pdf': { type: 'application/pdf', bytes: Buffer.concat([PDF, Buffer.alloc(25 * MEGABYTE)]) },
}

/** A web server of files on loopback. `/moved/NAME` leads to NAME, `/never` does not answer. */
export async function openFiles(): Promise<Files> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const file = SERVED[path]
    if (path.startsWith('/moved/')) {
      response.writeHead(302, { location: path.slice('/moved'.length) }).end()
    } else if (file) {
      response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
    } else if (path !== '/never') {
      response.writeHead(404).end('Not Found')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
