import { createHmac, hash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { bareDesk, makeWorkspace } from '../../bench/bare-desk.ts'
import { openTemporaryPostgres } from '../../bench/temporary-postgres.ts'
import { createIntake } from '#facebook/webhooks/intake.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { nameOf } from '#domain/facts/names.ts'
import { read, type Reading } from '#facebook/reading/read.ts'
import { startDeliveryReader } from '#jobs/reader.ts'
import { openDatabase, type Database } from '#storage/database.ts'
import { vanished } from './vanished.ts'

/** What became of one file. */
export type Replayed = {
  readonly file: string
  readonly facts: readonly Record<string, unknown>[]
  readonly raw: readonly Record<string, unknown>[]
  readonly error?: string
}

type Loaded = { readonly file: string; readonly bytes: Buffer; readonly reading: Reading | Error }

/** Runs every JSON file of a folder through the real door and the real reader, as if each Page in it were connected. */
export async function replayFolder(folder: string): Promise<Replayed[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).toSorted()
  const loaded = await Promise.all(files.map((name) => load(folder, name)))
  const postgres = await openTemporaryPostgres()
  try {
    const url = await postgres.database()
    const failures = await applyAll(url, loaded)
    return loaded.map((file) => report(file, failures.get(digestOf(file.bytes))))
  } finally {
    await postgres.close()
  }
}

async function load(folder: string, name: string): Promise<Loaded> {
  const bytes = await readFile(join(folder, name))
  return { file: relative(folder, join(folder, name)), bytes, reading: readSafely(bytes) }
}

/** A crash of the reader is what a replay looks for: it becomes the file's error. */
function readSafely(bytes: Buffer): Reading | Error {
  try {
    return read(bytes)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Verify, accept, read, apply. Answers with the failure of each delivery that has one, by digest. */
async function applyAll(url: string, loaded: readonly Loaded[]): Promise<Map<string, string>> {
  const database = openDatabase({ url, onIdleError: () => undefined })
  const failures = new Map<string, string>()
  const onFailure = () => undefined
  try {
    const desk = bareDesk(database.db)
    await makeWorkspace(desk, [...new Set(loaded.flatMap(({ reading }) => pagesOf(reading)))])
    const appSecret = randomBytes(16).toString('hex')
    const door = createIntake({ database, appSecret, verifyToken: 'unused', onFailure })
    await Promise.all(
      loaded.map(async ({ bytes }) => {
        const body = door.verify(bytes, `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`)
        await (body ? door.accept(body) : Promise.reject(new Error('the signature was refused')))
      }),
    )
    const reader = await startDeliveryReader({ desk, database, onFailure, retryRestsMs: [] })
    await reader.idle()
    await reader.stop()
    await door.stop()
    for (const { digest, failure } of await unfinished(database)) {
      failures.set(digest.toString('hex'), failure)
    }
    return failures
  } finally {
    await database.close()
  }
}

function pagesOf(reading: Reading | Error): string[] {
  if (reading instanceof Error || reading.kind === 'unreadable') {
    return []
  }
  return reading.facts.flatMap(({ channel }) => channel?.externalId ?? [])
}

async function unfinished({ db }: Database): Promise<{ digest: Buffer; failure: string }[]> {
  const rows = await db
    .selectFrom('facebook_deliveries')
    .select(['digest', 'state', 'failure'])
    .where('state', 'in', ['pending', 'held', 'set-aside'])
    .execute()
  return rows.map(({ digest, state, failure }) => ({ digest, failure: failure ?? `left ${state}` }))
}

function report({ file, bytes, reading }: Loaded, failure: string | undefined): Replayed {
  if (reading instanceof Error) {
    return { file, facts: [], raw: [], error: `crashed: ${reading.message}` }
  }
  if (reading.kind === 'unreadable') {
    return { file, facts: [], raw: [{ label: `set aside: ${reading.reason}`, bytes: bytes.length }] }
  }
  const lost = vanished(bytes, reading)
  const error = failure ?? (lost.length > 0 ? `vanished: ${lost.join(', ')}` : undefined)
  return { file, ...toldBy(reading.facts), ...(error === undefined ? {} : { error }) }
}

/** What is understood by its name; what is not, and the parts of it that are not, as they are kept. */
function toldBy(all: readonly Fact[]): Pick<Replayed, 'facts' | 'raw'> {
  return {
    facts: all.flatMap((fact) => {
      const { piece: _piece, act: _act, ...told } = fact
      return fact.act === 'not-understood' ? [] : [{ type: nameOf(fact), ...told }]
    }),
    raw: all.flatMap((fact) => {
      if (fact.act === 'not-understood') {
        return [{ label: fact.label, raw: fact.piece.item }]
      }
      if (fact.act === 'noted') {
        return fact.rest === undefined ? [] : [{ label: `${nameOf(fact)}: unknown members`, raw: fact.rest }]
      }
      return fact.act === 'added' && fact.content.unread ? [{ ...fact.content.unread }] : []
    }),
  }
}

function digestOf(bytes: Buffer): string {
  return hash('sha256', bytes, 'hex')
}
