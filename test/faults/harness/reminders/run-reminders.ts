import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'
import { ownPostgresOf } from '#test/desk-process.ts'
import type { TroubleRun } from '../acts/in-trouble.ts'
import { shutGate, type Held } from '../sends/kill-gate.ts'
import { createDice } from '../storm/dice.ts'
import { compareReminders, type Ending } from './compare-reminders.ts'
import { openMailbox, type Mailbox } from './mailbox.ts'

/** At which moment of a reminder's way the desk is killed, and how it is brought there. */
type Moment = {
  readonly name: string
  readonly held?: Held
  /** The mail server has the mail, or had it: it may come again. */
  readonly isAtMail?: true
  /** How much is left of what ends when the desk hears of it. */
  readonly leftMs: number
}

const [SOON, LONG] = [9_000, 40 * 60_000]

const MOMENTS: readonly Moment[] = [
  { name: 'noted', held: { table: 'reminders', on: 'insert', when: 'true' }, leftMs: LONG },
  { name: 'written', held: { table: 'pgboss.job', on: 'insert', when: "new.name = 'deliver-mail'" }, leftMs: LONG },
  { name: 'mailed', isAtMail: true, leftMs: LONG },
  { name: 'settled', held: { table: 'sent_mails', on: 'update', when: "new.state = 'sent'" }, isAtMail: true, leftMs: LONG },
  { name: 'passed', held: { table: 'tickets', on: 'update', when: 'old.deadline_at <= now()' }, leftMs: SOON },
]

export type RemindersPlan = {
  readonly seed: number
  /** Something ends in so many conversations at most, for each kill. */
  readonly conversations: number
  /** At these moments; at all of them without it. */
  readonly moments?: readonly string[]
  /** So often more, whenever it may be. */
  readonly kills: number
}

const DAY_MS = 24 * 3_600_000
/** The watch looks every fifteen seconds. */
const MOST_REST_MS = 17_000
const TOLD_WITHIN_MS = 180_000
const LOOK_AGAIN_MS = 250

/** Kills the desk around its reminders, and at any moment, and starts it again. Answers with what was told, once all has settled. */
export async function runReminders({ seed, conversations, moments, kills }: RemindersPlan): Promise<TroubleRun> {
  const dice = createDice(seed)
  const mailbox = await openMailbox()
  const desk = await startConnectedDesk({ SMTP_URL: mailbox.url })
  const database = new Client({ connectionString: (await ownPostgresOf(desk.dataDir)).url })
  try {
    await database.connect()
    await desk.api('PUT /account/reminders', { body: { minutesBefore: 60, isInBrowser: true, isByMail: true } })
    const soon = new Set<string>()
    const chosen = MOMENTS.filter(({ name }) => moments?.includes(name) ?? true)
    let people = 0
    const end = async (leftMs: number) => {
      const count = 1 + dice.below(conversations)
      const questions = Array.from({ length: count }, () => `Question ${(people += 1)}`)
      await ask(desk, questions, leftMs)
      questions.filter(() => leftMs === SOON).forEach((question) => soon.add(question))
    }
    for (const moment of chosen) {
      await killAt({ desk, mailbox }, moment, () => end(moment.leftMs))
    }
    for (let kill = 0; kill < kills; kill += 1) {
      await end(dice.pick([SOON, LONG]))
      await setTimeout(dice.below(MOST_REST_MS))
      await desk.kill()
      await desk.start()
    }
    const endings = await settledEndings(database, { count: people, soon })
    const killsAtMail = chosen.filter(({ isAtMail }) => isAtMail).length + kills
    return {
      kept: compareReminders({ endings, received: mailbox.received, killsAtMail }),
      states: new Map([
        ['endings', endings.length],
        ['reminders', endings.reduce((sum, { reminders }) => sum + reminders, 0)],
        ['mails', new Set(mailbox.received.map(({ messageId }) => messageId)).size],
        ['mails again', mailbox.received.length - new Set(mailbox.received.map(({ messageId }) => messageId)).size],
      ]),
      struck: new Map([...chosen.map(({ name }) => [`killed at ${name}`, 1] as const), ['killed at any moment', kills]]),
      refused: new Map(),
    }
  } finally {
    await database.end()
    await desk.close()
    await mailbox.close()
  }
}

/** Customers ask so long ago, by Facebook's clock, that as much is left of what may be answered. */
async function ask(desk: ConnectedDesk, questions: readonly string[], leftMs: number): Promise<void> {
  await desk.sandbox.control('POST', 'clock', { set: Date.now() - DAY_MS + leftMs })
  for (const question of questions) {
    const { id } = await desk.sandbox.control<{ id: string }>('POST', 'people', { name: question })
    await desk.write(id, question)
  }
  await desk.sandbox.control('POST', 'clock', { reset: true })
}

type Scene = { readonly desk: ConnectedDesk; readonly mailbox: Mailbox }

async function killAt({ desk, mailbox }: Scene, { held }: Moment, end: () => Promise<void>): Promise<void> {
  const gate = held && (await shutGate((await ownPostgresOf(desk.dataDir)).url, held))
  const reached = gate ? gate.reached() : mailbox.holdNext()
  await end()
  await reached
  await desk.kill()
  await gate?.open()
  await desk.start()
}

type Row = Omit<Ending, 'isLong'> & { readonly question: string; readonly mails: number }

const ENDINGS = `
  select t.id as "ticketId", e.text as question, coalesce(t.deadline_at <= now(), false) as "isPassed",
         (select count(*)::int from reminders r where r.ticket_id = t.id) as reminders,
         (select count(*)::int from events v where v.ticket_id = t.id and v.type = 'ticket.reminded') as events,
         (select count(*)::int from sent_mails m where m.state = 'queued') as mails
    from tickets t join entries e on e.workspace_id = t.workspace_id and e.ticket_id = t.id order by t.id`

/** Once everybody was heard, all mails went, and nothing that has passed is held; or as it is when that takes too long. */
async function settledEndings(
  database: Client,
  { count, soon }: { readonly count: number; readonly soon: ReadonlySet<string> },
): Promise<Ending[]> {
  for (const began = performance.now(); ; await setTimeout(LOOK_AGAIN_MS)) {
    const { rows } = await database.query<Row>(ENDINGS)
    const isOver = ({ question, reminders, isPassed, mails }: Row) => mails === 0 && !isPassed && (soon.has(question) || reminders > 0)
    if ((rows.length === count && rows.every(isOver)) || performance.now() - began > TOLD_WITHIN_MS) {
      return rows.map(({ question, ...ending }) => ({ ...ending, isLong: !soon.has(question) }))
    }
  }
}
