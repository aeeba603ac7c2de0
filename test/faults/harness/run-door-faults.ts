import { readFile } from 'node:fs/promises'
import { setInterval } from 'node:timers/promises'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'
import { signedDelivery } from './load.ts'
import { sendStrangers } from './strangers.ts'

/** What strangers can do at the doors, and how often the long form lets them. */
export const DOOR_FAULTS = [{ name: 'strangers', times: 3 }] as const

export type DoorPlan = FaultPlan & {
  /** How many at once; as many as held 1.2 GB before they were bounded in common without it. */
  readonly strangers?: number
}

const STRANGERS = 300
const APP_SECRET = 'a secret that only this attack knows'
/** Ten seconds, a second until it is noticed, and a machine that may be busy. */
const CUT_WITHIN_SECONDS = 30
const MEMORY_MB = 250
/** Fewer than this in an attack of ten seconds, and the door was shut to Facebook. */
const GENUINE = 20

/** Lets strangers hold the doors of one desk, again and again, while genuine deliveries come in, and looks at its memory. */
export async function runDoorFaults({ only, times, strangers = STRANGERS, tell }: DoorPlan): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  const place = await newDeskPlace()
  try {
    const desk = await startDeskProcess(place, environmentOf(place.port), ['--without-web'])
    try {
      for (const fault of DOOR_FAULTS.filter(({ name }) => only?.includes(name) ?? true)) {
        const of = times ?? fault.times
        for (let round = 1; round <= of; round += 1) {
          const result = { name: `${fault.name} ${round}/${of}`, ...(await attack(desk, place.port, strangers)) }
          results.push(result)
          tell(result)
        }
      }
    } finally {
      await desk.stop()
    }
  } finally {
    await place.remove()
  }
  return results
}

function environmentOf(port: number): Record<string, string> {
  return {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    FACEBOOK_APP_ID: '1',
    FACEBOOK_APP_SECRET: APP_SECRET,
    FACEBOOK_VERIFY_TOKEN: 'a token that only this attack knows',
    FACEBOOK_GRAPH_URL: 'http://127.0.0.1:9',
    LOG_LEVEL: 'error',
  }
}

async function attack(desk: DeskProcess, port: number, strangers: number): Promise<Omit<FaultResult, 'name'>> {
  try {
    const seen = await watch(desk, () => sendStrangers(port, strangers))
    return { measured: inWords(seen, strangers), fault: faultOf(seen) }
  } catch (error) {
    return { fault: `${error instanceof Error ? error.message : String(error)}\n${desk.output()}` }
  }
}

type Answer = { readonly status: number; readonly ms: number }

type Seen = {
  /** Resident memory before, at its highest and after, in MB. */
  readonly memory: { readonly before: number; readonly peak: number; readonly after: number }
  readonly genuine: readonly Answer[]
  /** How long the last stranger could stay. */
  readonly longestSeconds: number
}

/** Delivers as Facebook does and measures, until the last stranger is cut. */
async function watch(desk: DeskProcess, send: () => Promise<number[]>): Promise<Seen> {
  await deliver(desk.url, 'before')
  const before = await residentMb(desk.pid)
  let peak = before
  let longestSeconds: number | undefined
  const gone = send().then((seconds) => {
    longestSeconds = Math.max(...seconds)
  })
  const genuine: Answer[] = []
  for await (const _tick of setInterval(50)) {
    genuine.push(await deliver(desk.url, `genuine ${genuine.length}`))
    peak = Math.max(peak, await residentMb(desk.pid))
    if (longestSeconds !== undefined) {
      break
    }
  }
  await gone
  genuine.push(await deliver(desk.url, 'after'))
  return { memory: { before, peak, after: await residentMb(desk.pid) }, genuine, longestSeconds: longestSeconds ?? 0 }
}

async function deliver(url: string, text: string): Promise<Answer> {
  const startedAt = performance.now()
  const { body, headers } = signedDelivery({ customer: '7001', text, at: Date.now(), secret: APP_SECRET })
  const { status } = await fetch(`${url}/webhooks/facebook`, { method: 'POST', headers, body })
  return { status, ms: performance.now() - startedAt }
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

function faultOf({ memory, genuine, longestSeconds }: Seen): string | undefined {
  const refused = genuine.filter(({ status }) => status !== 200)
  const faults = [
    ...(refused.length > 0 ? [`${refused.length} of ${genuine.length} genuine deliveries were refused (${refused[0]?.status})`] : []),
    ...(genuine.length > GENUINE ? [] : [`only ${genuine.length} genuine deliveries came through`]),
    ...(longestSeconds < CUT_WITHIN_SECONDS ? [] : [`a stranger could stay for ${longestSeconds.toFixed(1)} s`]),
    ...(memory.peak - memory.before < MEMORY_MB ? [] : [`the memory grew by ${memory.peak - memory.before} MB`]),
  ]
  return faults.length > 0 ? faults.join('; ') : undefined
}

function inWords({ memory, genuine, longestSeconds }: Seen, strangers: number): string {
  const slowest = Math.round(Math.max(...genuine.map(({ ms }) => ms)))
  return (
    `${strangers} strangers, resident ${memory.before} → ${memory.peak} → ${memory.after} MB, ` +
    `${genuine.length} genuine deliveries, the slowest ${slowest} ms, strangers cut after ${longestSeconds.toFixed(1)} s at most`
  )
}
