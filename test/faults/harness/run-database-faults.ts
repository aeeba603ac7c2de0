import { setTimeout } from 'node:timers/promises'
import { DATABASE_FAULTS, databaseIsBack, isAlive, type DatabaseFault } from './database-faults.ts'
import { openDistantGround, openOwnGround, type Ground } from './database-ground.ts'
import { openEventEar, type EventEar } from './event-ear.ts'
import type { FaultPlan, FaultResult } from './fault-plan.ts'
import { startLoad, WATCHED_PERSON, WATCHED_WRITER, type Load } from './load.ts'
import { checkSets } from './set-check.ts'

export type DatabasePlan = FaultPlan & {
  /** How soon all must work after the database is back; what the operator's guide promises without it. */
  readonly backWithinMs?: number
}

/** What the operator's guide promises. */
const BACK_WITHIN_MS = 10_000
/** After this long nobody waits any more. */
const PATIENCE_MS = 60_000

/** Does each fault as often as asked, under load, and looks each time whether all works again; at the end, whether every promise was kept. */
export async function runDatabaseFaults({ only, times, backWithinMs = BACK_WITHIN_MS, tell }: DatabasePlan): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  const note = (result: FaultResult): void => {
    results.push(result)
    tell(result)
  }
  for (const kind of ['own', 'distant'] as const) {
    const faults = DATABASE_FAULTS.filter(({ ground, name }) => ground === kind && (only === undefined || only.includes(name)))
    if (faults.length > 0) {
      const ground = await (kind === 'own' ? openOwnGround() : openDistantGround())
      try {
        await strikeAll(ground, { faults, times, backWithinMs, note })
      } finally {
        await ground.close()
      }
    }
  }
  return results
}

type Strikes = {
  readonly faults: readonly DatabaseFault[]
  readonly times: number | undefined
  readonly backWithinMs: number
  readonly note: (result: FaultResult) => void
}

async function strikeAll(ground: Ground, { faults, times, backWithinMs, note }: Strikes): Promise<void> {
  const { desk } = ground
  const ear = openEventEar(desk)
  const load = await startLoad(desk)
  await load.write(WATCHED_WRITER)
  try {
    for (const strike of faults.flatMap((fault) => strikesOf(fault, times ?? fault.times))) {
      await setTimeout(300 + Math.random() * 700)
      note(await strikeOnce(ground, { ...strike, load, ear, backWithinMs }))
      if (!isAlive(desk.pid())) {
        // Its result says so; nothing that comes after could tell more.
        break
      }
    }
  } finally {
    await load.stop()
  }
  const names = faults.map(({ name }) => name).join(', ')
  try {
    for (const { name, fault } of await checkSets(desk, load, ear)) {
      note({ name: `${names}: ${name}`, fault })
    }
  } catch (error) {
    note({ name: `${names}: the promises can be looked at`, fault: wordsOf(error) })
  }
  await ear.stop()
}

type Round = { readonly fault: DatabaseFault; readonly round: number; readonly of: number }

function strikesOf(fault: DatabaseFault, of: number): Round[] {
  return Array.from({ length: of }, (_, round) => ({ fault, round, of }))
}

type Strike = Round & {
  readonly backWithinMs: number
  readonly load: Load
  readonly ear: EventEar
}

async function strikeOnce(ground: Ground, { fault, round, of, backWithinMs, load, ear }: Strike): Promise<FaultResult> {
  const name = `${fault.name} ${round + 1}/${of}`
  const pid = ground.desk.pid()
  try {
    await fault.strike(ground.database, round)
    const backAt = await databaseIsBack(ground.database)
    const slowest = await worksAgain(ground, load, ear)
    const recoveredMs = Math.round(performance.now() - backAt)
    if (!isAlive(pid)) {
      return { name, fault: `the process ended:\n${ground.desk.output()}` }
    }
    const isLate = recoveredMs > backWithinMs
    return {
      name,
      recoveredMs,
      measured: `everything worked ${(recoveredMs / 1000).toFixed(1)} s after the database (${slowest} last)`,
      fault: isLate ? `everything worked again only after ${recoveredMs} ms, ${slowest} last` : undefined,
    }
  } catch (error) {
    return { name, fault: isAlive(pid) ? wordsOf(error) : `the process ended:\n${ground.desk.output()}` }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Ready; a list; a message on its whole way to the screen; a reply on its whole way to the customer. Answers with what came last. */
async function worksAgain({ desk }: Ground, load: Load, ear: EventEar): Promise<string> {
  const began = performance.now()
  let slowest = ''
  const within = async (what: string, isTrue: () => Promise<boolean>): Promise<void> => {
    while (!(await isTrue().catch(() => false))) {
      if (performance.now() - began > PATIENCE_MS) {
        throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s`)
      }
      await setTimeout(20)
    }
    slowest = what
  }
  const heardBefore = ear.heard.length
  await Promise.all([
    within('readiness', async () => (await fetch(`${desk.url}/readyz`)).ok),
    within('a list', load.list),
    load.write(WATCHED_WRITER).then((text) => within('a message on the screen', () => isShown(desk, text))),
    load
      .reply(WATCHED_PERSON)
      .then((text) =>
        within('a reply at the customer', async () => (await desk.conversation(WATCHED_PERSON)).some((message) => message.text === text)),
      ),
    within('an event on the stream', async () => ear.heard.length > heardBefore),
  ])
  return slowest
}

/** The newest ticket is the one that was written in last. */
async function isShown({ call }: Ground['desk'], text: string): Promise<boolean> {
  const answer = await call('GET /tickets?limit=25')
  return answer.ok && (await answer.text()).includes(text)
}
