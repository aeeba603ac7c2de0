import { FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk } from '#test/connected-desk.ts'
import { didRun } from '../acts/compare-acts.ts'
import { askInTrouble, settled, ticketsOf, type TroubleRun } from '../acts/in-trouble.ts'
import { createTrouble, IN_PRIVATE } from '../acts/trouble.ts'
import { createDice } from '../storm/dice.ts'
import { compareSends } from './compare-sends.ts'
import { createSenders } from './senders.ts'
import { phoneOf, startTalks } from './talks.ts'

export type SendPlan = {
  readonly seed: number
  readonly sends: number
  readonly people: number
  readonly kills: number
  readonly deadKeys: number
  /** So many wait when a key dies. */
  readonly queued: number
  /** Waits until what is in doubt was looked for: minutes. */
  readonly isPatient: boolean
}

/**
 * Agents answer customers by lot while Facebook refuses, throttles, loses its answers after it acted and its echoes, tells echoes before answers, lets the
 * key die with a full queue, and the desk is killed. Answers with what customers' phones hold against what agents are told, once all has settled.
 */
export async function runSends(plan: SendPlan): Promise<TroubleRun> {
  const dice = createDice(plan.seed)
  const desk = await startConnectedDesk()
  try {
    const people = await startTalks(desk, plan.people)
    const ticketIds = await ticketsOf(desk, plan.people)
    const agents = createSenders(desk, ticketIds, dice)
    const trouble = await createTrouble(desk, dice, IN_PRIVATE)
    const beforeDeath = async () => {
      await desk.sandbox.control('POST', 'faults', {
        on: 'call',
        path: '/messages',
        page_id: FULL_PAGE,
        act: 'error',
        known: '613',
        times: 1,
      })
      await agents.askAtOnce(plan.queued)
    }
    const asked = plan.sends - plan.deadKeys * plan.queued
    await askInTrouble(desk, { ...plan, asked }, { agents, trouble, dice, beforeDeath })
    await trouble.end()
    await desk.connectPage()
    const threads = await settled(desk, ticketIds, plan.isPatient ? ['queued', 'sending', 'unconfirmed'] : undefined)
    const phones = await Promise.all(people.map((person) => phoneOf(desk, person)))
    const talks = threads.map((lines) => ({ lines, phone: phones.find((phone) => phone.question === lines[0]?.text)?.texts ?? [] }))
    const told = threads.flat().flatMap(({ state }) => state ?? [])
    return {
      kept: [
        didRun({
          acts: plan.sends,
          told: told.map((state) => (state === 'delivered' || state === 'read' ? 'sent' : state)),
          ...agents,
          ...trouble,
        }),
        ...compareSends(talks, agents.taken),
      ],
      states: new Map([
        ['taken', agents.taken.length],
        ...[...Map.groupBy(told, (state) => state)].map(([state, all]) => [state, all.length] as const),
      ]),
      struck: trouble.struck,
      refused: agents.refused,
    }
  } finally {
    await desk.close()
  }
}
