import { type Client, openClient } from '../client.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'

export type LoadTask = {
  readonly port: number
  /** Path and query of each POST. */
  readonly path: string
  readonly token?: string
  /** Sent in turn. */
  readonly bodies: readonly string[]
  readonly connections: number
  /** The load ends after so many seconds or so many requests. */
  readonly seconds?: number
  readonly requests?: number
}
export type LoadAnswer = Quantiles & { readonly requestsPerSecond: number; readonly answered: number; readonly refused: number }

process.send?.(await load(JSON.parse(process.argv[2] ?? '{}') as LoadTask))

/** Each connection is kept alive and sends its next request when the last one was answered. */
async function load(task: LoadTask): Promise<LoadAnswer> {
  const requests = task.bodies.map((body) => requestOf(task, Buffer.from(body)))
  const clients = await Promise.all(Array.from({ length: task.connections }, () => openClient(task.port)))
  const latencies: number[] = []
  let refused = 0
  let sent = 0
  const begin = performance.now()
  const end = begin + (task.seconds ?? Number.POSITIVE_INFINITY) * 1000
  const run = async (client: Client): Promise<void> => {
    while (sent < (task.requests ?? Number.POSITIVE_INFINITY) && performance.now() < end) {
      const request = requests[sent % requests.length] ?? Buffer.alloc(0)
      sent += 1
      const before = performance.now()
      const status = await client.send(request)
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

function requestOf({ path, token }: LoadTask, body: Buffer): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}
