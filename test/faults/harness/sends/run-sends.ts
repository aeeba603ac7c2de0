import { FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk } from '#test/connected-desk.ts'
import { didRun, type Kept } from '../acts/compare-acts.ts'
import { askInTrouble, settled, ticketsOf, type TroubleRun } from '../acts/in-trouble.ts'
import { createTrouble, IN_PRIVATE } from '../acts/trouble.ts'
import { createDice } from '../storm/dice.ts'
import { compareSends } from './compare-sends.ts'
import { MAY_SEND_TEMPLATES, makeTemplates } from './make-templates.ts'
import { createSenders } from './senders.ts'
import { sendRests } from './send-rests.ts'
import { startTalks, talksOf, type Talk, type Told } from './talks.ts'
import { createWithdrawals } from './withdrawals.ts'

export type SendPlan = {
  readonly seed: number
  readonly sends: number
  readonly people: number
  readonly kills: number
  readonly deadKeys: number
  /** So often Facebook lets a template be sent no more, for a while. */
  readonly withdrawals: number
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
  const desk = await startConnectedDesk(MAY_SEND_TEMPLATES)
  try {
    const people = await startTalks(desk, plan.people)
    const ticketIds = await ticketsOf(desk, plan.people)
    const templates = await makeTemplates(desk)
    const agents = createSenders(desk, { ticketIds, templates }, dice)
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
    const withdrawals = createWithdrawals(desk, { templates, senders: agents, times: plan.withdrawals, asked }, dice)
    let turns = 0
    const ask = async () => {
      await withdrawals.before(turns)
      turns += 1
      await agents.ask()
    }
    await askInTrouble(desk, { ...plan, asked }, { agents: { ask }, trouble, dice, beforeDeath })
    await trouble.end()
    await desk.connectPage()
    const unsettled = plan.isPatient ? ['queued', 'sending', 'unconfirmed'] : undefined
    const rests = await sendRests(desk, { ticketIds, threads: await settled(desk, ticketIds, unsettled) })
    const threads = await settled(desk, ticketIds, unsettled)
    const talks = await talksOf(desk, { people, threads, labels: agents.labels })
    const told = threads.flat().flatMap(({ state }) => state ?? [])
    return {
      kept: [
        didRun({
          acts: plan.sends,
          told: told.map((state) => (state === 'delivered' || state === 'read' ? 'sent' : state)),
          ...agents,
          ...trouble,
        }),
        hadFiles(talks, trouble.struck),
        hadTemplatesAndOffers(talks),
        withdrawals.kept(),
        ...compareSends(talks, agents),
      ],
      states: new Map([
        ['taken', agents.taken.length],
        ['with files', agents.counts().files],
        ['by templates', agents.counts().templates],
        ['with offers', agents.counts().offers],
        ['files', agents.labels.size],
        ['rests let go', rests],
        ...[...Map.groupBy(told, (state) => state)].map(([state, all]) => [state, all.length] as const),
      ]),
      struck: trouble.struck,
      refused: agents.refused,
    }
  } finally {
    await desk.close()
  }
}

/** A run in which no file was sent, or was brought without trouble, proves nothing of files. */
function hadFiles(talks: readonly Talk[], struck: ReadonlyMap<string, number>): Kept {
  const withFiles = talks.flatMap(({ lines }) => lines).filter(({ line, parts }) => line === 'our-message' && parts.length > 0)
  const differences = [
    withFiles.some(wasSent) ? [] : ['no file was sent'],
    [...struck.keys()].some((name) => name.endsWith('of a file that is brought')) ? [] : ['nothing went wrong with files'],
  ].flat()
  return { promise: 'some replies were files, and something went wrong with bringing them', count: withFiles.length, differences }
}

/** Nor of what a template says, and of what can be tapped. */
function hadTemplatesAndOffers(talks: readonly Talk[]): Kept {
  const sent = talks.flatMap(({ lines }) => lines).filter((line) => line.line === 'our-message' && wasSent(line))
  const templates = sent.filter((line) => line.line === 'our-message' && line.mode === 'utility')
  const offers = sent.filter(({ parts }) => parts.some(({ part }) => part === 'choices' || part === 'template'))
  const differences = [templates.length > 0 ? [] : ['no template was sent'], offers.length > 0 ? [] : ['nothing to tap was sent']].flat()
  return {
    promise: 'some replies were utility messages, and some offered something to tap',
    count: templates.length + offers.length,
    differences,
  }
}

function wasSent({ state }: Told): boolean {
  return state === 'sent' || state === 'delivered' || state === 'read'
}
