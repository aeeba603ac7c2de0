import { randomInt } from 'node:crypto'
import { runReminders } from './reminders/run-reminders.ts'
import { reportRuns } from './report-runs.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'

/** What can happen to reminders and to what ends by the clock, and how often the long form lets it: kills at each moment of their way, and at any. */
export const REMINDER_FAULTS = [{ name: 'endings', times: 2 }] as const

const LONG = { conversations: 5, kills: 12 }

/** Has things end while the desk is killed, and looks whether each was told once, and none was forgotten. */
export function runReminderFaults({ seed = randomInt(1_000_000), ...plan }: FaultPlan): Promise<FaultResult[]> {
  return reportRuns(plan, REMINDER_FAULTS, { seed, run: (drawn) => runReminders({ ...LONG, seed: drawn }) })
}
