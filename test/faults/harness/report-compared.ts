import type { FaultResult } from './fault-plan.ts'
import type { Compared } from './storm/compare.ts'

/** So many are told of each part that is not the same: where there is one cause, there are many. */
const TOLD_DIFFERENCES = 5

/** A line for each part of what two desks hold. */
export function reportCompared(name: string, compared: readonly Compared[], seed: number): FaultResult[] {
  return compared.map(({ part, count, differences }) => ({
    name: `${name}: ${part}`,
    measured: `${count} compared`,
    fault:
      differences.length === 0
        ? undefined
        : [`${differences.length} differences (seed ${seed})`, ...differences.slice(0, TOLD_DIFFERENCES)].join('\n  '),
  }))
}
