import { randomBytes, randomInt } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { migrate } from '#storage/migrate.ts'
import { urlOf, withClient } from '#test/postgres.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'
import { runStorm, type StormPlan } from './storm/run-storm.ts'

/** What can happen on the way of private messages, and how often the long form lets it. */
export const MESSAGE_FAULTS = [{ name: 'storm', times: 1 }] as const

const EVENTS = 10_000
const KILLS = 12
/** So many are told of each part that is not the same: where there is one cause, there are many. */
const TOLD_DIFFERENCES = 5

/** Tells generated stories to two desks, to one in good order and to one in a storm, and looks whether both end the same. */
export async function runMessageFaults({ only, times, seed = randomInt(1_000_000), tell }: FaultPlan): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  const dataDir = path.join(tmpdir(), `pagedesk-storm-${randomBytes(6).toString('hex')}`)
  const server = await startEmbedded({ dataDir, log: { info: () => undefined, warn: () => undefined } })
  try {
    for (const { name, times: often } of MESSAGE_FAULTS.filter((fault) => only?.includes(fault.name) ?? true)) {
      const of = times ?? often
      for (let round = 0; round < of; round += 1) {
        const plan = { seed: seed + round, events: EVENTS, kills: KILLS, newDatabase: () => newDatabase(server.adminUrl) }
        for (const result of await storm(`${name} ${round + 1}/${of}`, plan)) {
          results.push(result)
          tell(result)
        }
      }
    }
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return results
}

async function storm(name: string, plan: StormPlan): Promise<FaultResult[]> {
  try {
    const { story, bodies, kills, compared } = await runStorm(plan)
    const malformed = story.events.filter(({ isMalformed }) => isMalformed).length
    const measured = `${story.events.length} events, ${malformed} of them malformed, in ${bodies} bodies; ${kills} kills; seed ${plan.seed}`
    return [
      { name: `${name}: told and settled`, fault: undefined, measured },
      ...compared.map(({ part, count, differences }) => ({
        name: `${name}: ${part}`,
        measured: `${count} compared`,
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

async function newDatabase(adminUrl: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `storm_${randomBytes(4).toString('hex')}`
  await withClient(adminUrl, (client) => client.query(`create database ${name}`))
  const url = urlOf(adminUrl, name)
  await migrate(url)
  return {
    url,
    drop: () => withClient(adminUrl, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}
