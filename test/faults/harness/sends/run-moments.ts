import { setTimeout } from 'node:timers/promises'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import { startConnectedDesk } from '#test/connected-desk.ts'
import { ownPostgresOf } from '#test/desk-process.ts'
import { insist, type Taken } from '../acts/agents.ts'
import type { Kept } from '../acts/compare-acts.ts'
import { settled, ticketsOf, type TroubleRun } from '../acts/in-trouble.ts'
import { createDice } from '../storm/dice.ts'
import { compareSends } from './compare-sends.ts'
import { shutGate, type Held } from './kill-gate.ts'
import { phoneOf, startTalks } from './talks.ts'

/** At which moment of a reply's way the desk is killed, and how it is brought there. */
type Moment = {
  readonly name: string
  readonly held?: Held
  /** What happens to Facebook's calls and events meanwhile. */
  readonly faults?: readonly Readonly<Record<string, unknown>>[]
}

const CALL = { on: 'call', method: 'POST', path: '/messages', act: 'hang' }
const LATE_ECHO = { on: 'webhook', field: 'message_echoes', act: 'delay', delay_ms: 2000 }

/** In the order of a reply's way, but for the first: nothing else may be fetched when the desk is held there. */
const MOMENTS: readonly Moment[] = [
  { name: 'kept', held: { table: 'pgboss.job', on: 'update', when: "new.name = 'send-messages' and new.state = 'active'" } },
  { name: 'asked', held: ofText('insert', 'asked') },
  { name: 'claimed', held: ofText('update', 'claimed', "new.state = 'sending'") },
  { name: 'called', faults: [CALL] },
  { name: 'done', faults: [{ ...CALL, after_acting: true }] },
  { name: 'answered', held: ofText('update', 'answered', "new.state = 'sent'"), faults: [LATE_ECHO] },
  {
    name: 'told',
    held: { table: 'entries', on: 'update', when: "new.text like 'told%' and new.echoed_at is not null and old.echoed_at is null" },
    faults: [LATE_ECHO],
  },
]

function ofText(on: Held['on'], text: string, when = 'true'): Held {
  return { table: 'acts', on, when: `new.body ->> 'text' like '${text}%' and ${when}` }
}

export type MomentsPlan = {
  readonly seed: number
  /** In so many conversations at most, for each moment. */
  readonly conversations: number
  /** Waits until what is in doubt was looked for: minutes. */
  readonly isPatient: boolean
}

/** Two replies wait in each conversation: what is behind has to come behind. */
const REPLIES = 2

/** Kills the desk at each moment of a reply's way, and starts it again. Answers with what customers' phones hold against what agents are told, once all has settled. */
export async function runMoments({ seed, conversations, isPatient }: MomentsPlan): Promise<TroubleRun> {
  const each = 1 + createDice(seed).below(conversations)
  const desk = await startConnectedDesk()
  try {
    const people = await startTalks(desk, each * MOMENTS.length)
    const ticketIds = await ticketsOf(desk, people.length)
    const taken: Taken[] = []
    for (const [at, moment] of MOMENTS.entries()) {
      taken.push(...(await killAt(desk, moment, ticketIds.slice(at * each, (at + 1) * each))))
    }
    const threads = await settled(desk, ticketIds, isPatient ? ['queued', 'sending', 'unconfirmed'] : undefined)
    const phones = await Promise.all(people.map((person) => phoneOf(desk, person)))
    const talks = threads.map((lines) => ({ lines, phone: phones.find((phone) => phone.question === lines[0]?.text)?.texts ?? [] }))
    const told = threads.flat().flatMap(({ state }) => state ?? [])
    const asked = each * MOMENTS.length * REPLIES
    return {
      kept: [wereTaken(taken, asked), ...compareSends(talks, taken)],
      states: new Map([...Map.groupBy(told, (state) => state)].map(([state, all]) => [state, all.length] as const)),
      struck: new Map(MOMENTS.map(({ name }) => [`killed at ${name}`, 1] as const)),
      refused: new Map(),
    }
  } finally {
    await desk.close()
  }
}

function wereTaken(taken: readonly Taken[], asked: number): Kept {
  return {
    promise: 'every reply was taken in the end',
    count: asked,
    differences: taken.length === asked ? [] : [`${asked} were asked for, ${taken.length} taken`],
  }
}

async function killAt(desk: ConnectedDesk, { name, held, faults = [] }: Moment, ticketIds: readonly string[]): Promise<Taken[]> {
  const gate = held && (await shutGate((await ownPostgresOf(desk.dataDir)).url, held))
  for (const fault of faults) {
    await desk.sandbox.control('POST', 'faults', { ...fault, times: ticketIds.length })
  }
  const asking = Promise.all(ticketIds.map((ticketId) => askInOrder(desk, ticketId, name)))
  await (gate ? gate.reached() : allCalled(desk))
  await desk.kill()
  await gate?.open()
  await desk.sandbox.control('DELETE', 'faults')
  await desk.start()
  return (await asking).flat()
}

async function askInOrder(desk: ConnectedDesk, ticketId: string, name: string): Promise<Taken[]> {
  const taken: Taken[] = []
  for (let number = 1; number <= REPLIES; number += 1) {
    const answer = await insist(desk, `POST /tickets/${ticketId}/replies`, { text: `${name} ${number}` })
    if (answer.status !== 201) {
      throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
    }
    taken.push({ ticketId, act: 'reply', lineId: ((await answer.json()) as { id: string }).id })
  }
  return taken
}

const LOOK_AGAIN_MS = 20

/** Until each call that was to be left without an answer is. */
async function allCalled(desk: ConnectedDesk): Promise<void> {
  for (; ; await setTimeout(LOOK_AGAIN_MS)) {
    const { faults } = await desk.sandbox.control<{ faults: unknown[] }>('GET', 'faults')
    if (faults.length === 0) {
      return
    }
  }
}
