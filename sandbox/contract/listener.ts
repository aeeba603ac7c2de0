import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

type Heard = { readonly headers: IncomingHttpHeaders; readonly bytes: Buffer; readonly body: string }

export type Listener = {
  readonly url: string
  readonly heard: Heard[]
  /** How the next posts are answered; 200 when the list is empty, 0 never answers. */
  readonly answers: number[]
  verifyToken: string
  /** Resolves when `count` posts have come in all. */
  untilHeard(count: number): Promise<readonly Heard[]>
  close(): Promise<void>
}

/** An app's callback: answers the handshake, writes down what it is told. */
export async function openListener(verifyToken: string): Promise<Listener> {
  const heard: Heard[] = []
  const answers: number[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://app').searchParams
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'GET') {
        const isOurs = query.get('hub.verify_token') === listener.verifyToken
        response.writeHead(isOurs ? 200 : 403).end(isOurs ? query.get('hub.challenge') : 'Forbidden')
        return
      }
      const bytes = Buffer.concat(chunks)
      heard.push({ headers: request.headers, bytes, body: bytes.toString() })
      const status = answers.shift() ?? 200
      if (status !== 0) {
        response.writeHead(status).end()
      }
      for (const wake of waiting) {
        wake()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const listener: Listener = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    heard,
    answers,
    verifyToken,
    untilHeard: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (heard.length >= count) {
            waiting.delete(check)
            resolve(heard)
          }
        }
        waiting.add(check)
        check()
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return listener
}
