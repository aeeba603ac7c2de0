import type { Kept } from './acts/compare-acts.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'

type Counts = ReadonlyMap<string, number>
type Run = { readonly kept: readonly Kept[]; readonly states: Counts; readonly struck: Counts; readonly refused: Counts }
type Runs = { readonly seed: number; run(seed: number): Promise<Run> }

/** So many are told of each promise that is not kept: where there is one cause, there are many. */
const TOLD_DIFFERENCES = 8

/** Runs each fault as often as asked, with a seed of its own each time, and tells promise by promise what was not kept. */
export async function reportRuns(
  { only, times, tell }: FaultPlan,
  faults: readonly { readonly name: string; readonly times: number }[],
  { seed, run }: Runs,
): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  for (const { name, times: often } of faults.filter((fault) => only?.includes(fault.name) ?? true)) {
    const of = times ?? often
    for (let round = 0; round < of; round += 1) {
      for (const result of await once(`${name} ${round + 1}/${of}`, { seed: seed + round, run })) {
        results.push(result)
        tell(result)
      }
    }
  }
  return results
}

async function once(name: string, { seed, run }: Runs): Promise<FaultResult[]> {
  try {
    const { kept, states, struck, refused } = await run(seed)
    const measured = [states, summed(struck), refused].map((counts) => [...counts].map(([what, count]) => `${count} ${what}`).join(', '))
    return [
      { name: `${name}: acted and settled`, fault: undefined, measured: `${measured.join('; ')}; seed ${seed}` },
      ...kept.map(({ promise, count, differences }) => ({
        name: `${name}: ${promise}`,
        measured: `${count} looked at`,
        fault:
          differences.length === 0
            ? undefined
            : [`${differences.length} differences (seed ${seed})`, ...differences.slice(0, TOLD_DIFFERENCES)].join('\n  '),
      })),
    ]
  } catch (error) {
    return [{ name, fault: `seed ${seed}: ${error instanceof Error ? error.stack : String(error)}` }]
  }
}

/** All refusals as one: there are many codes. */
function summed(struck: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const [name, count] of struck) {
    const of = name.replace(/^refused with [^,]*/, 'refusals')
    sums.set(of, (sums.get(of) ?? 0) + count)
  }
  return sums
}
