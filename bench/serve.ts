import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Bare node:http on a free port that is told to the parent, until SIGTERM; each call is answered when its whole body is there. */
export function serve(answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => answer(request, Buffer.concat(chunks), response))
  })
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
  process.on('SIGTERM', () => process.exit(0))
}
