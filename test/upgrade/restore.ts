import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inject } from 'vitest'
import { urlOf, withClient } from '#test/postgres.ts'

/** What a released version left: its database, restored and not yet migrated, and what its API answered on it. */
export type Released = {
  readonly url: string
  readonly answers: Answers
  /** Drops the database. */
  close(): Promise<void>
}

/** A thing as the API told it; which fields it has is the released version's to know. */
export type Told = Readonly<Record<string, unknown>>
type Folders = Readonly<Record<string, { readonly activity: readonly string[]; readonly expiring: readonly string[] }>>

/** Answers to one person's browser. `messages`: by the ticket's number. */
export type Look = {
  readonly session: Told
  readonly counts: { readonly folders: readonly { readonly folder: string; readonly count: number }[]; readonly unansweredCount: number }
  readonly folders: Folders
  readonly tickets: readonly Told[]
  readonly messages: Readonly<Record<string, readonly Told[]>>
  readonly clients: readonly Told[]
}

/** What administrators see beyond that. */
export type Office = {
  readonly members: readonly Told[]
  readonly invitations: readonly Told[]
  readonly mails: readonly Told[]
  readonly channels: readonly Told[]
  readonly extensions: readonly Told[]
  readonly setAside: readonly Told[]
}

export type Answers = {
  readonly recordedAt: string
  readonly cookies: Readonly<Record<'anna' | 'bea' | 'nora', string>>
  /** The administrator of the workspace that the set-up made. */
  readonly anna: Look & Office
  /** An agent there. */
  readonly bea: Pick<Look, 'session' | 'counts' | 'folders'>
  /** The administrator of a second workspace, which has Facebook switched off. */
  readonly nora: Look & Office
  /** A reply that was still waiting, and the key it was sent with. */
  readonly replyWithKey: { readonly ticketId: string; readonly key: string; readonly text: string; readonly answer: Told }
}

/** Restores the dump of a released version as if that version had been stopped a moment ago. */
export async function restoreReleased(version: string): Promise<Released> {
  const folder = new URL(`./${version}/`, import.meta.url)
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
  const recordedAt = /"recordedAt": "([^"]+)"/.exec(read('answers.json'))?.[1] ?? ''
  const passedMs = Date.now() - Date.parse(recordedAt)
  const answers: Answers = JSON.parse(later(read('answers.json'), passedMs))

  const { adminUrl, prefix } = inject('testPostgres')
  const name = `${prefix}${randomBytes(6).toString('hex')}`
  const url = urlOf(adminUrl, name)
  await withClient(adminUrl, (client) => client.query(`create database ${name}`))
  await withClient(url, async (client) => {
    for (const file of ['schema.sql', 'queue.sql', 'rows.sql']) {
      await client.query(later(read(file), passedMs))
    }
  })
  return {
    url,
    answers,
    close: () => withClient(adminUrl, (client) => client.query(`drop database ${name} with (force)`)).then(() => undefined),
  }
}

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d*)Z/g
/** The days that deliveries lie by: as a date, in the name of a table, in a delivery's own name. */
const DAY = /(?<=['"]|facebook_deliveries_)(\d{4})([-_])(\d\d)\2(\d\d)(?=['"_ ]|;)/g
/** Facebook's own times in the bodies of webhooks: milliseconds, all of November 2026. */
const FACEBOOK_TIME = /(?<!\d)1795\d{9}(?!\d)/g
const DAY_MS = 86_400_000

/** The same text with every moment moved: windows, invitations and leases run out by the clock of whoever reads them. */
function later(text: string, byMs: number): string {
  const moved = (ms: number): string => new Date(ms).toISOString()
  const daysMs = Math.floor(byMs / DAY_MS) * DAY_MS
  return text
    .replaceAll(INSTANT, (_all, instant: string, micros: string) => `${moved(Date.parse(`${instant}Z`) + byMs).slice(0, -1)}${micros}Z`)
    .replaceAll(DAY, (_all, year: string, between: string, month: string, day: string) =>
      moved(Date.parse(`${year}-${month}-${day}`) + daysMs)
        .slice(0, 10)
        .replaceAll('-', between),
    )
    .replaceAll(FACEBOOK_TIME, (ms) => String(Number(ms) + byMs))
}
