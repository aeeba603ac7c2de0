import type { Client } from '../client.ts'
import { benchBody, benchBodyWithPicture, benchRequest } from '../intake/body.ts'
import { get, probeTicket, sendEvenly } from '../probe.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'

export type ArriveTask = {
  readonly port: number
  readonly cookie: string
  readonly perSecond: number
  readonly seconds: number
  /** Tells the messages of one run apart from those of another. */
  readonly run: number
  /** Where the pictures lie; without it messages are words alone. */
  readonly cdnUrl: string | undefined
}
type Delays = Quantiles & { readonly count: number; readonly missing: number }
/** From the 200: until the message is in the API's answer, and until its small picture was given to whoever asked for it. */
export type ArriveAnswer = { readonly visible: Delays; readonly shown: Delays }

type Line = { readonly occurredAt: string; readonly parts?: readonly { readonly state?: string; readonly previewUrl?: string | null }[] }

/** Every fifth message is the probe person's, whose conversation is looked at. */
const PROBE_EVERY = 5
const PROBE = 800_000
const LOOK_EVERY_MS = 10
const PATIENCE_MS = 60_000
const EPOCH = Date.now()

const task = JSON.parse(process.argv[2] ?? '{}') as ArriveTask
process.send?.(await measure(task))

async function measure({ port, cookie, perSecond, seconds, run, cdnUrl }: ArriveTask): Promise<ArriveAnswer> {
  const origin = `http://127.0.0.1:${port}`
  const api = `${origin}/api/v1`
  const [acknowledged, seen, shown] = [new Map<number, number>(), new Map<number, number>(), new Map<number, Promise<number>>()]
  const total = perSecond * seconds
  const probes = total / PROBE_EVERY
  const begin = performance.now()

  async function send(client: Client, index: number): Promise<void> {
    const isProbe = index % PROBE_EVERY === 0
    const words = { mid: `arrive_${run}_${index}`, person: isProbe ? PROBE + run : index % 100, at: EPOCH + index }
    const body = cdnUrl === undefined ? benchBody(words) : benchBodyWithPicture(words, `${cdnUrl}/picture/${run * 1_000_000 + index}`)
    const status = await client.send(benchRequest(body))
    if (status === 200 && isProbe) {
      acknowledged.set(index, performance.now())
    }
  }

  async function show(url: string): Promise<number> {
    const answer = await fetch(`${origin}${url}`, { headers: { cookie } })
    await answer.arrayBuffer()
    return answer.ok ? performance.now() : Number.NaN
  }

  function note({ occurredAt, parts }: Line, now: number): void {
    const index = Date.parse(occurredAt) - EPOCH
    seen.set(index, seen.get(index) ?? now)
    const url = parts?.[0]?.previewUrl
    if (url !== undefined && url !== null && !shown.has(index)) {
      shown.set(index, show(url))
    }
  }

  const isDone = (): boolean => seen.size >= probes && (cdnUrl === undefined || shown.size >= probes)

  async function look(): Promise<void> {
    const ticketId = await probeTicket(api, { cookie, person: PROBE + run })
    while (!isDone() && performance.now() < begin + seconds * 1000 + PATIENCE_MS) {
      const { messages } = await get<{ messages: Line[] }>(`${api}/tickets/${ticketId}/messages?limit=100`, cookie)
      const now = performance.now()
      messages.forEach((line) => note(line, now))
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  }

  await Promise.all([sendEvenly({ port, perSecond, total, begin }, send), look()])
  const shownAt = new Map(await Promise.all([...shown].map(async ([index, at]) => [index, await at] as const)))
  return { visible: delays(acknowledged, seen), shown: delays(cdnUrl === undefined ? new Map() : acknowledged, shownAt) }
}

/** The first five find everything cold. */
function delays(from: ReadonlyMap<number, number>, to: ReadonlyMap<number, number>): Delays {
  const found = [...from].flatMap(([index, at]) => {
    const until = to.get(index)
    return until === undefined || Number.isNaN(until) ? [] : [Math.max(0, until - at)]
  })
  return { count: from.size, missing: from.size - found.length, ...quantiles(found.slice(5)) }
}
