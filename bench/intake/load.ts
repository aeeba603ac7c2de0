import { benchBody, benchRequest } from './body.ts'
import { openClient, type Client } from '../client.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'

type LoadTask = { readonly port: number; readonly connections: number; readonly seconds: number; readonly name: string }
export type LoadAnswer = Quantiles & { readonly requestsPerSecond: number; readonly refused: number }

const PERSONS = 500

const task = JSON.parse(process.argv[2] ?? '{}') as LoadTask
process.send?.(await load(task))

/** Each connection sends the next request when the answer to the last one came. Bodies are made and signed on the way. */
async function load({ port, connections, seconds, name }: LoadTask): Promise<LoadAnswer> {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port)))
  const latencies: number[] = []
  let refused = 0
  let sent = 0
  const begin = performance.now()
  const end = begin + seconds * 1000
  const run = async (client: Client): Promise<void> => {
    while (performance.now() < end) {
      sent += 1
      const request = benchRequest(benchBody({ mid: `${name}_${sent}`, person: sent % PERSONS, at: Date.now() }))
      const before = performance.now()
      const status = await client.send(request)
      latencies.push(performance.now() - before)
      refused += status === 200 ? 0 : 1
    }
  }
  await Promise.all(clients.map(run))
  const took = (performance.now() - begin) / 1000
  clients.forEach((client) => client.close())
  return { requestsPerSecond: Math.round((latencies.length - refused) / took), refused, ...quantiles(latencies) }
}
