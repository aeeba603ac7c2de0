import { type Client, openClient } from './client.ts'
import { quantiles, type Quantiles } from './quantiles.ts'

type Drive = {
  readonly port: number
  readonly connections: number
  /** The load ends after so many seconds or so many requests. */
  readonly seconds?: number
  readonly requests?: number
  /** The request of this number, from 1 on. */
  request(count: number): Buffer
}
export type LoadAnswer = Quantiles & { readonly requestsPerSecond: number; readonly answered: number; readonly refused: number }

/** Each connection is kept alive and sends its next request when the last one was answered; anything but 200 is refused. */
export async function drive({ port, connections, seconds = Infinity, requests = Infinity, request }: Drive): Promise<LoadAnswer> {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port)))
  const latencies: number[] = []
  let refused = 0
  let sent = 0
  const begin = performance.now()
  const end = begin + seconds * 1000
  const run = async (client: Client): Promise<void> => {
    while (sent < requests && performance.now() < end) {
      sent += 1
      const bytes = request(sent)
      const before = performance.now()
      const status = await client.send(bytes)
      latencies.push(performance.now() - before)
      refused += status === 200 ? 0 : 1
    }
  }
  await Promise.all(clients.map(run))
  const took = (performance.now() - begin) / 1000
  clients.forEach((client) => client.close())
  const answered = latencies.length - refused
  return { requestsPerSecond: Math.round(answered / took), answered, refused, ...quantiles(latencies) }
}

/** The bytes of a POST of JSON, with these headers beside the usual ones. */
export function postOf(path: string, body: Buffer, headers: readonly string[] = []): Buffer {
  const usual = ['host: 127.0.0.1', 'content-type: application/json', `content-length: ${body.length}`]
  return Buffer.concat([Buffer.from(`${[`POST ${path} HTTP/1.1`, ...usual, ...headers].join('\r\n')}\r\n\r\n`), body])
}

/** The bytes of a GET, with these headers beside the usual one. */
export function getOf(path: string, headers: readonly string[] = []): Buffer {
  return Buffer.from(`${[`GET ${path} HTTP/1.1`, 'host: 127.0.0.1', ...headers].join('\r\n')}\r\n\r\n`)
}
