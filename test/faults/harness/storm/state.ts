import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import { FOLDERS } from '#domain/tickets/folder.ts'
import { liesIn } from '#domain/tickets/lies-in.ts'
import type { TicketStatus } from '#domain/tickets/status.ts'
import type { Db } from '#storage/database.ts'
import { newestLines } from '#storage/timeline.ts'
import { LATEST } from './story.ts'

/** What a desk holds, part by part, each thing under a name that it has in every desk that was told the same. */
export type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>

type Place = { readonly db: Db; readonly filesFolder: string }

/** Everything that the intake and the keeper of files left behind. Ids are told by what they name, and moments of arrival as such. */
export async function readState({ db, filesFolder }: Place): Promise<State> {
  const names = await readNames(db)
  const told = (value: unknown): unknown => inNames(value, names)
  const nameOf = (id: string | null): string => names.get(id ?? '') ?? `unknown ${id}`
  const section = (rows: readonly Row[], key: (row: Row) => string): Record<string, unknown> =>
    Object.fromEntries(rows.map((row) => [key(row), told(withoutArrival(row))]))
  const byId = (row: Row): string => nameOf(row['id'] as string)

  const tickets = await db.selectFrom('tickets').selectAll().execute()
  return {
    conversations: section(await db.selectFrom('conversations').selectAll().execute(), byId),
    clients: section(await db.selectFrom('clients').selectAll().execute(), byId),
    entries: section(await entriesIn(db), byId),
    tickets: Object.fromEntries(
      tickets.map((row) => [nameOf(row.id), told({ ...withoutArrival(row), created_at: row.created_at, folders: foldersOf(row) })]),
    ),
    lines: Object.fromEntries((await linesIn(db, tickets)).map(([id, lines]) => [nameOf(id), told(lines)])),
    threads: section(await db.selectFrom('threads').selectAll().execute(), (row) => nameOf(row['conversation_id'] as string)),
    posts: section(await db.selectFrom('posts').selectAll().execute(), (row) => `${String(row['channel_id'])} ${String(row['post_id'])}`),
    notes: section(await db.selectFrom('notes').selectAll().execute(), byId),
    pieces: section(await db.selectFrom('not_understood').selectAll().execute(), byId),
    attachments: section(await db.selectFrom('attachments').selectAll().execute(), byId),
    files: section(await db.selectFrom('files').selectAll().execute(), (row) => `${String(row['workspace_id'])} ${String(row['digest'])}`),
    store: await storeIn(filesFolder),
    deliveries: Object.fromEntries((await deliveriesIn(db)).map(({ failure, bodies }) => [failure, bodies])),
  }
}

type Row = Readonly<Record<string, unknown>>

/** When something came, in which order, and how often it was tried: the columns that may differ. */
const OF_ARRIVAL = new Set([
  'arrival',
  'number',
  'created_at',
  'noted_at',
  'touched_at',
  'tries',
  'next_try_at',
  'claimed_until',
  'profile_asked_at',
  'profile_checked_at',
  'asked_at',
  'answered_at',
  'reader',
])

function withoutArrival(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !OF_ARRIVAL.has(column)))
}

/** Every id, and what it names. */
async function readNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    with talks as (
      select co.id, co.client_id, ch.external_id || ' ' || co.subject_key as name from conversations co join channels ch on ch.id = co.channel_id)
    select id::text, name from talks
    union all select i.client_id::text, 'client ' || min(ch.external_id || ' ' || i.kind || ' ' || i.external_id)
      from identities i join channels ch on ch.id = i.channel_id group by i.client_id
    union all select e.id::text, ch.external_id || ' ' || coalesce(e.external_id, e.id::text) from entries e join channels ch on ch.id = e.channel_id
    union all select t.id::text, 'ticket ' || row_number() over (partition by t.conversation_id order by t.number) || ' of ' || talks.name
      from tickets t join talks on talks.id = t.conversation_id
    union all select n.id::text, 'note ' || encode(n.digest, 'hex') from notes n
    union all select p.id::text, 'piece ' || encode(p.digest, 'hex') from not_understood p
    union all select a.id::text, 'file ' || a.position || ' of ' || ch.external_id || ' ' || coalesce(e.external_id, e.id::text)
      from attachments a join entries e on e.id = a.entry_id join channels ch on ch.id = e.channel_id
    union all select a.id::text, 'picture of note ' || encode(n.digest, 'hex') from attachments a join notes n on n.id = a.note_id`.execute(
    db,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** With the states of the acts that say ours. */
async function entriesIn(db: Db): Promise<Row[]> {
  return await db
    .selectFrom('entries as e')
    .leftJoin('acts as a', (join) => join.onRef('a.workspace_id', '=', 'e.workspace_id').onRef('a.entry_id', '=', 'e.id'))
    .selectAll('e')
    .select(['a.state', 'a.state_at'])
    .execute()
}

type Ticket = {
  readonly id: string
  readonly workspace_id: string
  readonly status: string
  readonly assignee_id: string | null
  readonly deadline_at: Date | null
  readonly last_activity_at: Date
}

/** Looked at in the moment after the last that can be told. */
function foldersOf(row: Ticket): string[] {
  const placing = {
    id: row.id,
    status: row.status as TicketStatus,
    assigneeId: row.assignee_id ?? undefined,
    deadlineAt: row.deadline_at ?? undefined,
    deadlineKind: undefined,
    lastActivityAt: row.last_activity_at,
    // Nothing is asked of a channel in a storm.
    unsettledBy: [],
    draftedAt: undefined,
  }
  return FOLDERS.filter((folder) => liesIn(folder, placing, { memberId: 'nobody', userId: 'nobody', now: new Date(LATEST) }))
}

const ALL = 100_000

/** What an agent reads in each ticket, oldest first. */
async function linesIn(db: Db, tickets: readonly Ticket[]): Promise<[string, unknown][]> {
  const read: [string, unknown][] = []
  for (const { id, workspace_id: workspaceId } of tickets) {
    const lines = await newestLines(db, workspaceId as WorkspaceId, { ticketId: id as TicketId, limit: ALL, before: undefined })
    read.push([id, lines.toReversed()])
  }
  return read
}

/** What is kept, by its path. What a killed process was working on lies in a folder of its own, and goes after ten minutes. */
async function storeIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const kept = paths.filter((path) => !path.startsWith(join(folder, 'incoming')))
  return Object.fromEntries(
    await Promise.all(kept.map(async (path) => [path.slice(folder.length), hash('sha256', await readFile(path))] as const)),
  )
}

/** How many bodies were given up, by why. */
async function deliveriesIn(db: Db): Promise<{ failure: string; bodies: number }[]> {
  const { rows } = await sql<{ failure: string; bodies: number }>`
    select coalesce(failure, state) as failure, count(*)::int as bodies from facebook_deliveries where state not in ('read', 'ignored') group by 1`.execute(
    db,
  )
  return rows
}

/** What happened last opens a window that ends so much later. */
const WINDOW_MS = 24 * 3_600_000

/** How often a file was asked for, and when it will be, depends on when the desk was killed. */
const OF_FETCHING = new Set(['tries', 'nextTryAt'])

/** As it reads in every desk: what is JSON, with ids told by what they name, and moments. */
function inNames(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return names.get(value) ?? value
  }
  if (value instanceof Date) {
    return value.getTime() > LATEST + WINDOW_MS ? 'when it came' : value.toISOString()
  }
  if (Buffer.isBuffer(value)) {
    return value.toString('hex')
  }
  if (value instanceof Map) {
    return inNames(Object.fromEntries(value), names)
  }
  if (Array.isArray(value)) {
    return value.map((member) => inNames(member, names))
  }
  if (!isObject(value)) {
    return value
  }
  const told = Object.entries(value).filter(([key]) => !OF_FETCHING.has(key))
  return Object.fromEntries(told.map(([key, member]) => [key, inNames(member, names)]))
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}
