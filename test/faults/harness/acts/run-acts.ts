import { setTimeout } from 'node:timers/promises'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'
import { createDice } from '../storm/dice.ts'
import { createAgents, type Agents } from './agents.ts'
import { compareActs, didRun, type Kept } from './compare-acts.ts'
import { readSpoken, type Spoken } from './read-lines.ts'
import { createTrouble, type Trouble } from './trouble.ts'
import { readFacebook, startThreads } from './wall.ts'

export type ActPlan = {
  readonly seed: number
  readonly acts: number
  readonly threads: number
  readonly kills: number
  readonly deadKeys: number
}

export type ActRun = {
  readonly kept: readonly Kept[]
  readonly states: ReadonlyMap<string, number>
  readonly struck: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
}

/**
 * Agents act on a Page's wall by lot while Facebook refuses, loses its answers and events, lets the key die, and the desk is killed. Answers with
 * what is not told as it is, once all has settled.
 */
export async function runActs(plan: ActPlan): Promise<ActRun> {
  const dice = createDice(plan.seed)
  const desk = await startConnectedDesk()
  try {
    const commenters = await startThreads(desk, plan.threads)
    const ticketIds = await ticketsOf(desk, plan.threads)
    const agents = createAgents(desk, ticketIds, dice)
    const trouble = await createTrouble(desk, dice)
    await actInTrouble(desk, plan, { agents, trouble, dice })
    await trouble.end()
    await desk.connectPage()
    const threads = await settled(desk, ticketIds)
    const states = [...agents.taken.keys()].length
    const told = threads.flat().flatMap((line) => [line.state ?? [], line.acts.map(({ state }) => state)].flat())
    return {
      kept: [
        didRun({ acts: plan.acts, told, refused: agents.refused, struck: trouble.struck }),
        ...compareActs(threads, await readFacebook(desk, commenters), agents.taken),
      ],
      states: new Map([['taken', states], ...[...Map.groupBy(told, (state) => state)].map(([state, all]) => [state, all.length] as const)]),
      struck: trouble.struck,
      refused: agents.refused,
    }
  } finally {
    await desk.close()
  }
}

const TICKETS_WITHIN_MS = 60_000
const LOOK_AGAIN_MS = 250

/** The tickets of the threads, once all are there. */
async function ticketsOf(desk: ConnectedDesk, count: number): Promise<[string, ...string[]]> {
  for (const began = performance.now(); performance.now() - began < TICKETS_WITHIN_MS; await setTimeout(LOOK_AGAIN_MS)) {
    const { tickets } = (await desk.api('GET /tickets?limit=100')) as { tickets: { id: string }[] }
    const [first, ...others] = tickets.map(({ id }) => id)
    if (first !== undefined && tickets.length === count) {
      return [first, ...others]
    }
  }
  throw new Error(`${count} threads did not become as many tickets within a minute`)
}

type InTrouble = { readonly agents: Agents; readonly trouble: Trouble; readonly dice: ReturnType<typeof createDice> }

/** Something goes wrong with every third act. */
const STRIKES = 1 / 3
/** So many are asked for before somebody mends a dead key. */
const ASKED_WITH_A_DEAD_KEY = 6

async function actInTrouble(desk: ConnectedDesk, { acts, kills, deadKeys }: ActPlan, { agents, trouble, dice }: InTrouble): Promise<void> {
  const [killsAt, deathsAt] = [spread(kills, acts), spread(deadKeys, acts + 1)]
  const mendsAt = new Set([...deathsAt].map((at) => Math.min(at + ASKED_WITH_A_DEAD_KEY, acts - 1)))
  let restarting = Promise.resolve()
  for (let asked = 0; asked < acts; asked += 1) {
    if (dice.isLucky(STRIKES)) {
      await trouble.strike()
    }
    if (deathsAt.has(asked)) {
      await trouble.killKey()
    }
    if (killsAt.has(asked)) {
      restarting = restarting.then(() => restart(desk))
    }
    await agents.ask()
    if (mendsAt.has(asked)) {
      await restarting
      await trouble.end()
      await desk.connectPage()
    }
  }
  await restarting
}

/** So many places within a length, none at its ends. */
function spread(times: number, length: number): ReadonlySet<number> {
  return new Set(Array.from({ length: times }, (_, index) => Math.round(((index + 1) * length) / (times + 1))))
}

async function restart(desk: ConnectedDesk): Promise<void> {
  await desk.kill()
  await desk.start()
}

/** What is not settled by then is told as under way for ever. */
export const SETTLED_WITHIN_MS = 240_000

/** What agents are told, once nothing is under way and Facebook has told all that it has to tell. */
async function settled(desk: ConnectedDesk, ticketIds: readonly string[]): Promise<Spoken[][]> {
  for (const began = performance.now(); ; await setTimeout(LOOK_AGAIN_MS)) {
    const threads = await Promise.all(ticketIds.map((id) => readSpoken(desk, id)))
    const states = threads.flat().flatMap((line) => [line.state, ...line.acts.map(({ state }) => state)])
    const isUnderWay = states.some((state) => state === 'queued' || state === 'sending')
    if ((!isUnderWay && (await desk.undelivered()) === 0) || performance.now() - began > SETTLED_WITHIN_MS) {
      return threads
    }
  }
}
