import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An app's callback: answers the handshake and every webhook at once; `GET /count` tells how many came. */
let count = 0
const server = createServer((request, response) => receive(request, response))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))

function receive(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'GET') {
    const query = new URL(request.url ?? '/', 'http://app').searchParams
    response.end(query.get('hub.challenge') ?? String(count))
    return
  }
  request.resume()
  request.on('end', () => {
    count += 1
    response.end()
  })
}
