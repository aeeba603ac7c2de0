import type { Client } from '../client.ts'
import { benchBody, benchBodyWithPicture, benchRequest } from '../intake/body.ts'
import { sendEvenly } from '../probe.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'
import { openScreen, type ShownLine } from './screen.ts'

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
/** From the 200: until an open screen hears of the message, and until its small picture was given to whoever asks for it as soon as it is told. */
export type ArriveAnswer = { readonly visible: Delays; readonly shown: Delays }

/** The small picture of every fifth message is asked for. */
const PROBE_EVERY = 5
const PEOPLE = 100
const PATIENCE_MS = 60_000
const EPOCH = Date.now()

const task = JSON.parse(process.argv[2] ?? '{}') as ArriveTask
process.send?.(await measure(task))

async function measure({ port, cookie, perSecond, seconds, run, cdnUrl }: ArriveTask): Promise<ArriveAnswer> {
  const origin = `http://127.0.0.1:${port}`
  const [acknowledged, seen, shown] = [new Map<number, number>(), new Map<number, number>(), new Map<number, Promise<number>>()]
  const total = perSecond * seconds
  const toShow = cdnUrl === undefined ? 0 : total / PROBE_EVERY
  const all = Promise.withResolvers<void>()

  async function send(client: Client, index: number): Promise<void> {
    // A message's own millisecond tells it apart again.
    const words = { mid: `arrive_${run}_${index}`, person: index % PEOPLE, at: EPOCH + index }
    const body = cdnUrl === undefined ? benchBody(words) : benchBodyWithPicture(words, `${cdnUrl}/picture/${run * 1_000_000 + index}`)
    if ((await client.send(benchRequest(body))) === 200) {
      acknowledged.set(index, performance.now())
    }
  }

  async function show(url: string): Promise<number> {
    const answer = await fetch(`${origin}${url}`, { headers: { cookie } })
    await answer.arrayBuffer()
    return answer.ok ? performance.now() : Number.NaN
  }

  function note({ occurredAt, parts }: ShownLine): void {
    const index = Date.parse(occurredAt) - EPOCH
    if (index < 0 || index >= total) {
      return
    }
    seen.set(index, seen.get(index) ?? performance.now())
    const url = index % PROBE_EVERY === 0 ? parts?.[0]?.previewUrl : undefined
    if (typeof url === 'string' && !shown.has(index)) {
      shown.set(index, show(url))
    }
    if (seen.size === total && shown.size === toShow) {
      all.resolve()
    }
  }

  const screen = await openScreen({ origin, cookie }, note)
  await sendEvenly({ port, perSecond, total, begin: performance.now() }, send)
  const tooLong = setTimeout(() => all.resolve(), PATIENCE_MS)
  await all.promise
  clearTimeout(tooLong)
  screen.close()
  const shownAt = new Map(await Promise.all([...shown].map(async ([index, at]) => [index, await at] as const)))
  const asked = new Map([...acknowledged].filter(([index]) => cdnUrl !== undefined && index % PROBE_EVERY === 0))
  return { visible: delays(acknowledged, seen), shown: delays(asked, shownAt) }
}

/** The first five find everything cold. */
function delays(from: ReadonlyMap<number, number>, to: ReadonlyMap<number, number>): Delays {
  const found = [...from].flatMap(([index, at]) => {
    const until = to.get(index)
    return until === undefined || Number.isNaN(until) ? [] : [Math.max(0, until - at)]
  })
  return { count: from.size, missing: from.size - found.length, ...quantiles(found.slice(5)) }
}
