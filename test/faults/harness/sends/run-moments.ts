import { setTimeout } from 'node:timers/promises'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import { startConnectedDesk } from '#test/connected-desk.ts'
import { ownPostgresOf } from '#test/desk-process.ts'
import { insist, type Taken } from '../acts/agents.ts'
import type { Kept } from '../acts/compare-acts.ts'
import { settled, ticketsOf, type TroubleRun } from '../acts/in-trouble.ts'
import { createDice, type Dice } from '../storm/dice.ts'
import { compareSends } from './compare-sends.ts'
import { shutGate, type Held } from './kill-gate.ts'
import { createBringing, type Bringing } from './bring-files.ts'
import { drawKinds } from './files.ts'
import { MAY_SEND_TEMPLATES, makeTemplates } from './make-templates.ts'
import { drawOffer } from './offers.ts'
import type { Templates } from './templates.ts'
import { wishBy } from './wishes.ts'
import { startTalks, talksOf, type Talk } from './talks.ts'

/** At which moment of a reply's way the desk is killed, and how it is brought there. */
type Moment = {
  readonly name: string
  readonly held?: Held
  /** What happens to Facebook's calls and events meanwhile. */
  readonly faults?: readonly Readonly<Record<string, unknown>>[]
  /** What each reply is made of; words without it. */
  readonly of?: 'files' | 'templates' | 'offers'
  /** Nothing is said there yet: whoever is killed leaves nothing in doubt. */
  readonly isSure?: true
}

const CALL = { on: 'call', method: 'POST', path: '/messages', act: 'hang' }
const BRING = { ...CALL, path: '/message_attachments' }
const LATE_ECHO = { on: 'webhook', field: 'message_echoes', act: 'delay', delay_ms: 2000 }
/** Nothing but the inbox tells of it. */
const NO_ECHO = { on: 'webhook', field: 'message_echoes', act: 'drop' }

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
  { name: 'bringing', faults: [BRING], of: 'files', isSure: true },
  { name: 'brought', faults: [{ ...BRING, after_acting: true }], of: 'files', isSure: true },
  { name: 'noted', held: { table: 'brought_files', on: 'insert', when: 'true' }, of: 'files', isSure: true },
  { name: 'called with files', faults: [CALL], of: 'files' },
  { name: 'done with files', faults: [{ ...CALL, after_acting: true }], of: 'files' },
  { name: 'done by a template', faults: [{ ...CALL, after_acting: true }, NO_ECHO], of: 'templates' },
  { name: 'done with an offer', faults: [{ ...CALL, after_acting: true }, NO_ECHO], of: 'offers' },
]

function ofText(on: Held['on'], text: string, when = 'true'): Held {
  return { table: 'acts', on, when: `new.body ->> 'text' like '${text}%' and ${when}` }
}

export type MomentsPlan = {
  readonly seed: number
  /** In so many conversations at most, for each moment. */
  readonly conversations: number
  /** At these moments; at all of them without it. */
  readonly moments?: readonly string[]
  /** Waits until what is in doubt was looked for: minutes. */
  readonly isPatient: boolean
}

/** Two replies wait in each conversation: what is behind has to come behind. */
const REPLIES = 2

/** Kills the desk at each moment of a reply's way, and starts it again. Answers with what customers' phones hold against what agents are told, once all has settled. */
export async function runMoments({ seed, conversations, moments, isPatient }: MomentsPlan): Promise<TroubleRun> {
  const dice = createDice(seed)
  const each = 1 + dice.below(conversations)
  const chosen = MOMENTS.filter(({ name }) => moments?.includes(name) ?? true)
  const desk = await startConnectedDesk(MAY_SEND_TEMPLATES)
  try {
    const people = await startTalks(desk, each * chosen.length)
    const ticketIds = await ticketsOf(desk, people.length)
    const taken: Taken[] = []
    const contents: string[] = []
    const bringing = createBringing(desk)
    const scene = { desk, bringing, dice, templates: await makeTemplates(desk), contents }
    for (const [at, moment] of chosen.entries()) {
      taken.push(...(await killAt(scene, moment, ticketIds.slice(at * each, (at + 1) * each))))
    }
    const threads = await settled(desk, ticketIds, isPatient ? ['queued', 'sending', 'unconfirmed'] : undefined)
    const talks = await talksOf(desk, { people, threads, labels: bringing.labels })
    const isSure = talks.filter((_talk, at) => chosen[Math.floor(at / each)]?.isSure)
    const told = threads.flat().flatMap(({ state }) => state ?? [])
    const asked = each * chosen.length * REPLIES
    return {
      kept: [wereTaken(taken, asked), wentSurely(isSure), ...compareSends(talks, { taken, contents })],
      states: new Map([...Map.groupBy(told, (state) => state)].map(([state, all]) => [state, all.length] as const)),
      struck: new Map(chosen.map(({ name }) => [`killed at ${name}`, 1] as const)),
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

function wentSurely(talks: readonly Talk[]): Kept {
  const ours = talks.flatMap(({ lines }) => lines.filter(({ line }) => line === 'our-message'))
  return {
    promise: 'what was killed while its files were brought was sent',
    count: ours.length,
    differences: ours.flatMap(({ content, state }) =>
      state === 'failed' || state === 'unconfirmed' ? [`${content} is told as ${state}`] : [],
    ),
  }
}

type Scene = {
  readonly desk: ConnectedDesk
  readonly bringing: Bringing
  readonly dice: Dice
  readonly templates: Templates
  /** What has to be told, word for word. */
  readonly contents: string[]
}

async function killAt(scene: Scene, moment: Moment, ticketIds: readonly string[]): Promise<Taken[]> {
  const { desk } = scene
  const { held, faults = [], isSure } = moment
  const replies: (readonly object[])[] = []
  for (const ticketId of ticketIds) {
    replies.push(await repliesFor(scene, moment, { ticketId, number: NUMBERED_FROM + REPLIES * replies.length }))
  }
  const gate = held && (await shutGate((await ownPostgresOf(desk.dataDir)).url, held))
  for (const fault of faults) {
    await desk.sandbox.control('POST', 'faults', { ...fault, times: ticketIds.length })
  }
  const asking = Promise.all(ticketIds.map((ticketId, at) => askInOrder(desk, { ticketId, replies: replies[at] ?? [] })))
  await (gate ? gate.reached() : allCalled(desk))
  await desk.kill()
  await gate?.open()
  await desk.sandbox.control('DELETE', 'faults')
  await desk.start()
  const taken = (await asking).flat()
  if (isSure) {
    // The next kill would meet what they say.
    await settled(desk, ticketIds)
  }
  return taken
}

/** Above what counts anything else. */
const NUMBERED_FROM = 1000

type Place = { readonly ticketId: string; readonly number: number }

/** Each of them is one message. */
async function repliesFor(scene: Scene, { name, of }: Moment, { ticketId, number }: Place): Promise<object[]> {
  const replies: object[] = []
  for (let place = 0; place < REPLIES; place += 1) {
    replies.push(await replyOf(scene, { of, ticketId, words: `${name} ${place + 1}`, number: number + place }))
  }
  return replies
}

type Asked = Place & { readonly of: Moment['of'] | undefined; readonly words: string }

async function replyOf({ bringing, dice, templates, contents }: Scene, { of, ticketId, words, number }: Asked): Promise<object> {
  switch (of) {
    case 'files': {
      const brought = await bringing.bring(
        ticketId,
        drawKinds(dice).filter((kind, _at, all) => kind === all[0]),
      )
      if (brought.kind === 'refused') {
        throw new Error(brought.why)
      }
      return { text: '', files: brought.ids }
    }
    case 'templates': {
      const { text, template, content } = wishBy(dice.pick(templates), number)
      contents.push(content)
      return { text, mode: 'utility', template }
    }
    case 'offers': {
      const offer = drawOffer(dice, number)
      return { text: offer.kind === 'cards' ? '' : words, offer }
    }
    default:
      return { text: words }
  }
}

type Asking = { readonly ticketId: string; readonly replies: readonly object[] }

async function askInOrder(desk: ConnectedDesk, { ticketId, replies }: Asking): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const reply of replies) {
    const answer = await insist(desk, `POST /tickets/${ticketId}/replies`, reply)
    if (answer.status !== 201) {
      throw new Error(`${JSON.stringify(reply)}: ${answer.status} ${await answer.text()}`)
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
