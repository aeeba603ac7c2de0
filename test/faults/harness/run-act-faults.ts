import { randomInt } from 'node:crypto'
import { runActs } from './acts/run-acts.ts'
import { reportRuns } from './report-runs.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'

/** What can happen to what agents do in public, and how often the long form lets it. */
export const ACT_FAULTS = [{ name: 'wall', times: 1 }] as const

const LONG = { acts: 1000, threads: 80, kills: 6, deadKeys: 5 }

/** Has agents act on a wall while Facebook and the desk fail, and looks whether what they are told is what the wall shows. */
export function runActFaults({ seed = randomInt(1_000_000), ...plan }: FaultPlan): Promise<FaultResult[]> {
  return reportRuns(plan, ACT_FAULTS, { seed, run: (drawn) => runActs({ ...LONG, seed: drawn }) })
}
