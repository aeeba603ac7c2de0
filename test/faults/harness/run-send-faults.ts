import { randomInt } from 'node:crypto'
import { reportRuns } from './report-runs.ts'
import { runMoments } from './sends/run-moments.ts'
import { runSends } from './sends/run-sends.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'

const REPLIES = { name: 'replies', times: 1 } as const
const MOMENTS = { name: 'moments', times: 3 } as const
/** What can happen to replies in private, and how often the long form lets it: all by lot, and a kill at each moment of their way. */
export const SEND_FAULTS = [REPLIES, MOMENTS] as const

const SENDS = 1000
const LONG = { people: 60, kills: 8, deadKeys: 3, withdrawals: 3, queued: 50, isPatient: true }

/** Has agents answer customers while Facebook and the desk fail, and looks whether what they are told is what the customers got. */
export async function runSendFaults({ seed = randomInt(1_000_000), sends = SENDS, ...plan }: FaultPlan): Promise<FaultResult[]> {
  const most = Math.floor(sends / (2 * LONG.deadKeys))
  const of = { ...LONG, people: Math.min(LONG.people, Math.ceil(sends / 4)), queued: Math.min(LONG.queued, most), sends }
  const replies = await reportRuns(plan, [REPLIES], { seed, run: (drawn) => runSends({ ...of, seed: drawn }) })
  const killed = await reportRuns(plan, [MOMENTS], { seed, run: (drawn) => runMoments({ conversations: 6, isPatient: true, seed: drawn }) })
  return [...replies, ...killed]
}
