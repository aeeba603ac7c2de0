import type { Kept } from './compare-acts.ts'
import { setTimeout } from 'node:timers/promises'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import type { Dice } from '../storm/dice.ts'
import type { Agents } from './agents.ts'
import { readSpoken, seriesOf, type Spoken } from './read-lines.ts'
import type { Trouble } from './trouble.ts'

/** What a run in trouble is told by: which promises were kept, how many ended in each state, and what struck. */
export type TroubleRun = {
  readonly kept: readonly Kept[]
  readonly states: ReadonlyMap<string, number>
  readonly struck: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
}

const TICKETS_WITHIN_MS = 60_000
const LOOK_AGAIN_MS = 250

/** The tickets of the threads, once all are there. */
export async function ticketsOf(desk: ConnectedDesk, count: number): Promise<[string, ...string[]]> {
  for (const began = performance.now(); performance.now() - began < TICKETS_WITHIN_MS; await setTimeout(LOOK_AGAIN_MS)) {
    const { tickets } = (await desk.api('GET /tickets?limit=100')) as { tickets: { id: string }[] }
    const [first, ...others] = tickets.map(({ id }) => id)
    if (first !== undefined && tickets.length === count) {
      return [first, ...others]
    }
  }
  throw new Error(`${count} threads did not become as many tickets within a minute`)
}

export type TroublePlan = { readonly asked: number; readonly kills: number; readonly deadKeys: number }

type InTrouble = {
  readonly agents: Pick<Agents, 'ask'>
  readonly trouble: Trouble
  readonly dice: Dice
  /** Asks for what waits when the key dies. */
  readonly beforeDeath?: () => Promise<void>
}

/** Something goes wrong with every third act. */
const STRIKES = 1 / 3
/** So many are asked for before somebody mends a dead key. */
const ASKED_WITH_A_DEAD_KEY = 6

/** Has agents ask so often, one after another, while things go wrong, the desk is killed, and the key dies and is mended. */
export async function askInTrouble(
  desk: ConnectedDesk,
  plan: TroublePlan,
  { agents, trouble, dice, beforeDeath }: InTrouble,
): Promise<void> {
  const { asked: acts, kills, deadKeys } = plan
  const [killsAt, deathsAt] = [spread(kills, acts), spread(deadKeys, acts + 1)]
  const mendsAt = new Set([...deathsAt].map((at) => Math.min(at + ASKED_WITH_A_DEAD_KEY, acts - 1)))
  let restarting = Promise.resolve()
  for (let asked = 0; asked < acts; asked += 1) {
    if (dice.isLucky(STRIKES)) {
      await trouble.strike()
    }
    if (deathsAt.has(asked)) {
      await beforeDeath?.()
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

const UNDER_WAY = ['queued', 'sending']

/** Nobody knows yet what becomes of it. What waits behind a message of its reply that was not sent waits for somebody's decision. */
export function isUnderWay(line: Spoken, lines: readonly Spoken[], unsettled: readonly string[] = UNDER_WAY): boolean {
  const states = [line.state, ...line.acts.map(({ state }) => state)]
  return states.some((state) => state !== null && unsettled.includes(state)) && !waitsForSomebody(line, lines)
}

/** It stands behind a message of its reply that was not sent, or is in doubt: it goes when somebody decides that. */
export function waitsForSomebody(line: Spoken, lines: readonly Spoken[]): boolean {
  const series = seriesOf(line)
  const before = lines.filter((other) => {
    const place = seriesOf(other)
    return series !== null && place?.id === series.id && place.place < series.place && !place.isPassed
  })
  return line.state === 'queued' && before.some(({ state }) => state === 'failed' || state === 'unconfirmed')
}

/** What is not settled by then is told as under way for ever. */
export const SETTLED_WITHIN_MS = 240_000

/** What agents are told, once nothing is under way and Facebook has told all that it has to tell. */
export async function settled(
  desk: ConnectedDesk,
  ticketIds: readonly string[],
  unsettled: readonly string[] = UNDER_WAY,
): Promise<Spoken[][]> {
  for (const began = performance.now(); ; await setTimeout(LOOK_AGAIN_MS)) {
    const threads = await Promise.all(ticketIds.map((id) => readSpoken(desk, id)))
    const isSettled = threads.every((lines) => !lines.some((line) => isUnderWay(line, lines, unsettled)))
    if ((isSettled && (await desk.undelivered()) === 0) || performance.now() - began > SETTLED_WITHIN_MS) {
      return threads
    }
  }
}
