import { randomInt } from 'node:crypto'
import type { FaultPlan, FaultResult } from './fault-plan.ts'
import { GAP_KINDS, runGap, type GapPlan } from './gaps/run-gaps.ts'
import { withPostgres } from './own-postgres.ts'
import { reportCompared } from './report-compared.ts'

/** Why a desk may not hear its Page, and how often the long form lets it. */
export const GAP_FAULTS = GAP_KINDS.map((name) => ({ name, times: 1 }))

const SIZE = { people: 60, messages: 500, comments: 80, changes: 15 }

/** Has a desk not hear a Page, and looks whether it ends as one that heard everything. */
export async function runGapFaults({ only, times, seed = randomInt(1_000_000), tell }: FaultPlan): Promise<FaultResult[]> {
  return await withPostgres(async (newDatabase) => {
    const results: FaultResult[] = []
    for (const { name: kind, times: often } of GAP_FAULTS.filter((fault) => only?.includes(fault.name) ?? true)) {
      const of = times ?? often
      for (let round = 0; round < of; round += 1) {
        for (const result of await gap(`${kind} ${round + 1}/${of}`, { kind, seed: seed + round, size: SIZE, newDatabase })) {
          results.push(result)
          tell(result)
        }
      }
    }
    return results
  })
}

async function gap(name: string, plan: GapPlan): Promise<FaultResult[]> {
  try {
    const { messages, comments, changes, people } = plan.size
    const measured = `${messages} messages of ${people} people, ${comments} comments, ${changes} of them changed; seed ${plan.seed}`
    return [{ name: `${name}: told and mended`, fault: undefined, measured }, ...reportCompared(name, await runGap(plan), plan.seed)]
  } catch (error) {
    return [{ name, fault: `seed ${plan.seed}: ${error instanceof Error ? error.stack : String(error)}` }]
  }
}
