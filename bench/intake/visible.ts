import { benchBody, benchRequest } from './body.ts'
import type { Client } from '../client.ts'
import { get, probeTicket, sendEvenly } from '../probe.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'

type VisibleTask = { readonly port: number; readonly cookie: string; readonly perSecond: number; readonly seconds: number }
export type VisibleAnswer = Quantiles & { readonly messages: number; readonly missing: number }

/** Every tenth message is the probe person's; the probe's conversation is read in a loop. */
const PROBE_EVERY = 10
const PROBE = 900_000
const EPOCH = Date.now()

const task = JSON.parse(process.argv[2] ?? '{}') as VisibleTask
process.send?.(await measure(task))

/** The time from the 200 to the message being in the API's answer, while messages of many people come in evenly. */
async function measure({ port, cookie, perSecond, seconds }: VisibleTask): Promise<VisibleAnswer> {
  const api = `http://127.0.0.1:${port}/api/v1`
  const acknowledged = new Map<number, number>()
  const seen = new Map<number, number>()
  const total = perSecond * seconds
  const begin = performance.now()

  async function send(client: Client, index: number): Promise<void> {
    const isProbe = index % PROBE_EVERY === 0
    // A message's own millisecond tells the probe's messages apart again.
    const at = EPOCH + index
    const person = isProbe ? PROBE : index % 100
    const status = await client.send(benchRequest(benchBody({ mid: `visible_${index}`, person, at })))
    if (status === 200 && isProbe) {
      acknowledged.set(index, performance.now())
    }
  }

  async function look(): Promise<void> {
    const ticketId = await probeTicket(api, { cookie, person: PROBE })
    while (seen.size < total / PROBE_EVERY && performance.now() < begin + seconds * 1000 + 5000) {
      const { messages } = await get<{ messages: { occurredAt: string }[] }>(`${api}/tickets/${ticketId}/messages?limit=50`, cookie)
      const now = performance.now()
      for (const { occurredAt } of messages) {
        const index = Date.parse(occurredAt) - EPOCH
        seen.set(index, seen.get(index) ?? now)
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  await Promise.all([sendEvenly({ port, perSecond, total, begin }, send), look()])
  const delays = [...acknowledged].flatMap(([index, at]) => (seen.has(index) ? [Math.max(0, (seen.get(index) ?? at) - at)] : []))
  return { messages: acknowledged.size, missing: acknowledged.size - delays.length, ...quantiles(delays.slice(5)) }
}
