import { randomInt } from 'node:crypto'
import { runActs, type ActPlan } from './acts/run-acts.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'

/** What can happen to what agents do in public, and how often the long form lets it. */
export const ACT_FAULTS = [{ name: 'wall', times: 1 }] as const

const LONG = { acts: 1000, threads: 80, kills: 6, deadKeys: 5 }
/** So many are told of each promise that is not kept: where there is one cause, there are many. */
const TOLD_DIFFERENCES = 8

/** Has agents act on a wall while Facebook and the desk fail, and looks whether what they are told is what the wall shows. */
export async function runActFaults({ only, times, seed = randomInt(1_000_000), tell }: FaultPlan): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  for (const { name, times: often } of ACT_FAULTS.filter((fault) => only?.includes(fault.name) ?? true)) {
    const of = times ?? often
    for (let round = 0; round < of; round += 1) {
      for (const result of await once(`${name} ${round + 1}/${of}`, { ...LONG, seed: seed + round })) {
        results.push(result)
        tell(result)
      }
    }
  }
  return results
}

async function once(name: string, plan: ActPlan): Promise<FaultResult[]> {
  try {
    const { kept, states, struck, refused } = await runActs(plan)
    const measured = [states, summed(struck), refused].map((counts) => [...counts].map(([what, count]) => `${count} ${what}`).join(', '))
    return [
      { name: `${name}: acted and settled`, fault: undefined, measured: `${measured.join('; ')}; seed ${plan.seed}` },
      ...kept.map(({ promise, count, differences }) => ({
        name: `${name}: ${promise}`,
        measured: `${count} looked at`,
        fault:
          differences.length === 0
            ? undefined
            : [`${differences.length} differences (seed ${plan.seed})`, ...differences.slice(0, TOLD_DIFFERENCES)].join('\n  '),
      })),
    ]
  } catch (error) {
    return [{ name, fault: `seed ${plan.seed}: ${error instanceof Error ? error.stack : String(error)}` }]
  }
}

/** All refusals as one: there are many codes. */
function summed(struck: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const [name, count] of struck) {
    const of = name.startsWith('refused with') ? 'refusals' : name
    sums.set(of, (sums.get(of) ?? 0) + count)
  }
  return sums
}
