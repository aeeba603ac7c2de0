import { randomInt } from 'node:crypto'
import type { FaultPlan, FaultResult } from './fault-plan.ts'
import { withPostgres } from './own-postgres.ts'
import { reportCompared } from './report-compared.ts'
import { runStorm, type StormPlan } from './storm/run-storm.ts'

/** What can happen on the way of private messages, and how often the long form lets it. */
export const MESSAGE_FAULTS = [{ name: 'storm', times: 1 }] as const

const EVENTS = 10_000
const KILLS = 12
/** Tells generated stories to two desks, to one in good order and to one in a storm, and looks whether both end the same. */
export async function runMessageFaults({ only, times, seed = randomInt(1_000_000), tell }: FaultPlan): Promise<FaultResult[]> {
  return await withPostgres(async (newDatabase) => {
    const results: FaultResult[] = []
    for (const { name, times: often } of MESSAGE_FAULTS.filter((fault) => only?.includes(fault.name) ?? true)) {
      const of = times ?? often
      for (let round = 0; round < of; round += 1) {
        const plan = { seed: seed + round, events: EVENTS, kills: KILLS, newDatabase }
        for (const result of await storm(`${name} ${round + 1}/${of}`, plan)) {
          results.push(result)
          tell(result)
        }
      }
    }
    return results
  })
}

async function storm(name: string, plan: StormPlan): Promise<FaultResult[]> {
  try {
    const { story, bodies, kills, compared } = await runStorm(plan)
    const malformed = story.events.filter(({ isMalformed }) => isMalformed).length
    const measured = `${story.events.length} events, ${malformed} of them malformed, in ${bodies} bodies; ${kills} kills; seed ${plan.seed}`
    return [{ name: `${name}: told and settled`, fault: undefined, measured }, ...reportCompared(name, compared, plan.seed)]
  } catch (error) {
    return [{ name, fault: `seed ${plan.seed}: ${error instanceof Error ? error.stack : String(error)}` }]
  }
}
