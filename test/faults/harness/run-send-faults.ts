import { randomInt } from 'node:crypto'
import { reportRuns } from './report-runs.ts'
import { runSends } from './sends/run-sends.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'

/** What can happen to replies in private, and how often the long form lets it. */
export const SEND_FAULTS = [{ name: 'replies', times: 1 }] as const

const SENDS = 1000
const LONG = { people: 60, kills: 8, deadKeys: 3, queued: 50, isPatient: true }

/** Has agents answer customers while Facebook and the desk fail, and looks whether what they are told is what the customers got. */
export function runSendFaults({ seed = randomInt(1_000_000), sends = SENDS, ...plan }: FaultPlan): Promise<FaultResult[]> {
  const most = Math.floor(sends / (2 * LONG.deadKeys))
  const of = { ...LONG, people: Math.min(LONG.people, Math.ceil(sends / 4)), queued: Math.min(LONG.queued, most), sends }
  return reportRuns(plan, SEND_FAULTS, { seed, run: (drawn) => runSends({ ...of, seed: drawn }) })
}
