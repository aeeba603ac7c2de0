import { startConnectedDesk } from '#test/connected-desk.ts'
import { createDice } from '../storm/dice.ts'
import { createAgents } from './agents.ts'
import { compareActs, didRun } from './compare-acts.ts'
import { askInTrouble, settled, ticketsOf, type TroubleRun } from './in-trouble.ts'
import { createTrouble, ON_THE_WALL } from './trouble.ts'
import { readFacebook, startThreads } from './wall.ts'

export type ActPlan = {
  readonly seed: number
  readonly acts: number
  readonly threads: number
  readonly kills: number
  readonly deadKeys: number
}

/**
 * Agents act on a Page's wall by lot while Facebook refuses, loses its answers and events, lets the key die, and the desk is killed. Answers with
 * what is not told as it is, once all has settled.
 */
export async function runActs(plan: ActPlan): Promise<TroubleRun> {
  const dice = createDice(plan.seed)
  const desk = await startConnectedDesk()
  try {
    const commenters = await startThreads(desk, plan.threads)
    const ticketIds = await ticketsOf(desk, plan.threads)
    const agents = createAgents(desk, ticketIds, dice)
    const trouble = await createTrouble(desk, dice, ON_THE_WALL)
    await askInTrouble(desk, { ...plan, asked: plan.acts }, { agents, trouble, dice })
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
