import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '#desk/accounts/attempts.ts'

/** Five hundred screens, each with its live stream and some requests, and a proxy's idle connections beside them. */
const MAX_CONNECTIONS = 2000

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse }
type Connection = { readonly network: string; exchange: Exchange | undefined }

const lasting = new WeakSet<ServerResponse>()

/** Says of an answer that it goes on for as long as the other side likes, such as a live stream: it is never cut to make room. */
export function keepOpen(response: ServerResponse): void {
  lasting.add(response)
}

/**
 * Bounds how many connections are open. A newcomer past the bound takes the place of one that waits for its other side
 * (silent, half a request, an answer that is not fetched): the oldest of the network that has most of those. Strangers
 * who hold connections open thus push out each other, not Facebook and not whoever is being answered. Where all are
 * being answered the newcomer is told 503.
 */
export function boundConnections(server: Server, max = MAX_CONNECTIONS): void {
  const connections = new Map<Socket, Connection>()
  server.on('connection', (socket) => {
    if (connections.size >= max && !makeRoom(connections)) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      socket.destroySoon()
      return
    }
    connections.set(socket, { network: networkOf(socket.remoteAddress ?? ''), exchange: undefined })
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', (request, response) => {
    const connection = connections.get(request.socket)
    if (connection) {
      const exchange = { request, response }
      connection.exchange = exchange
      response.once('close', () => {
        connection.exchange = connection.exchange === exchange ? undefined : connection.exchange
      })
    }
  })
}

function makeRoom(connections: Map<Socket, Connection>): boolean {
  const waiting = [...connections].filter(([, { exchange }]) => waitsForItsOtherSide(exchange))
  const counts = new Map<string, number>()
  for (const [, { network }] of waiting) {
    counts.set(network, (counts.get(network) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  const [socket] = waiting.find(([, { network }]) => counts.get(network) === most) ?? []
  if (!socket) {
    return false
  }
  connections.delete(socket)
  socket.destroy()
  return true
}

function waitsForItsOtherSide(exchange: Exchange | undefined): boolean {
  return exchange === undefined || !exchange.request.complete || (exchange.response.headersSent && !lasting.has(exchange.response))
}
