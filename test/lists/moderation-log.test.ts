import { Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logFile } from '#api/moderation-log/file.ts'
import type { ChannelId, UserId, WorkspaceId } from '#domain/ids.ts'
import { MIGRATIONS } from '#storage/connections/bounds.ts'
import { openDatabase, type Database } from '#storage/database.ts'
import { countLog, logChoices, readLog, type LogFilter } from '#storage/moderation-log/read.ts'
import type { DB } from '#storage/schema.gen.ts'
import { COUNT_UP_TO } from '#domain/tickets/folder.ts'
import { createTestDatabase } from '#test/database.ts'
import { nodesOf, plansOf, type Plan } from '#test/plans.ts'
import { bareDesk, makeWorkspace } from '../../bench/bare-desk.ts'

/** A log in which a plan that reads too much would be the slower one: of what it is filtered by there is a rare value in it, too. */
const ENTRIES = 20_000
const RARE = 500
const PAGE = 51

let database: Database
let workspaceId: WorkspaceId
let drop: () => Promise<void>

beforeAll(async () => {
  const scratch = await createTestDatabase()
  database = openDatabase({ url: scratch.url, bounds: MIGRATIONS, onIdleError: () => undefined })
  drop = scratch.drop
  workspaceId = await makeWorkspace(bareDesk(database.db), ['1'])
  const isRare = sql`n % ${sql.lit(RARE)} = 0`
  await sql`
    insert into moderation_log (workspace_id, id, act_id, asked_at, by, by_name, act, channel_id, channel_name, words, result, result_at)
    select ${workspaceId}, gen_random_uuid(), gen_random_uuid(), date_trunc('milliseconds', now()) - n * interval '1 minute',
           md5('by ' || (${isRare}))::uuid, 'Bea', case when ${isRare} then 'remove' else 'hide' end, md5('channel ' || (${isRare}))::uuid,
           'A Page', 'words of ' || n, case when ${isRare} then 'refused' else 'done' end, now()
      from generate_series(1, ${ENTRIES}::int) n`.execute(database.db)
  await sql`vacuum analyze moderation_log`.execute(database.db)
})

afterAll(async () => {
  await database.close()
  await drop()
})

/** The id of what is rare, or of what is not. */
async function idOf<Id>(column: 'by' | 'channel_id', result: 'refused' | 'done'): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`select ${sql.ref(column)} as id from moderation_log where result = ${result} limit 1`.execute(
    database.db,
  )
  return rows[0]?.id as Id
}

/** The most that one look into the log reads, and whether it is led by an index. */
function costOf(plans: readonly Plan[]) {
  const looks = plans.flatMap(nodesOf).filter((node) => node['Relation Name'] === 'moderation_log')
  expect(looks).not.toEqual([])
  const read = looks.map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'])
  return { most: Math.max(...read), isScanned: looks.some((node) => node['Node Type'] === 'Seq Scan') }
}

test.each([
  ['any', async (): Promise<LogFilter> => ({})],
  ['a busy member', async () => ({ by: await idOf<UserId>('by', 'done') })],
  ['a member who did little', async () => ({ by: await idOf<UserId>('by', 'refused') })],
  ['an act that is common', () => Promise.resolve({ act: 'hide' } as const)],
  ['an act that is rare', () => Promise.resolve({ act: 'remove' } as const)],
  ['a Page with little to moderate', async () => ({ channelId: await idOf<ChannelId>('channel_id', 'refused') })],
  ['what Facebook refused', () => Promise.resolve({ result: 'refused' } as const)],
])('a page of %s is read along an index, at the beginning, far in and within bounds of time', async (_what, filterFor) => {
  const filter = await filterFor()
  const [far, further] = [5, 10].map((days) => new Date(Date.now() - days * 24 * 3_600_000))
  const after = { at: far ?? new Date(), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  const pages = [
    await plansOf(database, (db) => readLog(db, workspaceId, { ...filter, limit: PAGE })),
    await plansOf(database, (db) => readLog(db, workspaceId, { ...filter, limit: PAGE, after })),
    await plansOf(database, (db) => readLog(db, workspaceId, { ...filter, limit: PAGE, from: further, to: far })),
  ].map(costOf)
  expect(pages.filter(({ most, isScanned }) => most > PAGE || isScanned)).toEqual([])
  const { most, isScanned } = costOf(await plansOf(database, (db) => countLog(db, workspaceId, filter)))
  // Of what nearly everything is, the few others may be passed over.
  expect([most <= COUNT_UP_TO + COUNT_UP_TO / RARE, isScanned]).toEqual([true, false])
})

test('whom the log can be asked for is found without reading what each of them did', async () => {
  const { most, isScanned } = costOf(await plansOf(database, (db) => logChoices(db, workspaceId)))
  expect([most <= 3, isScanned]).toEqual([true, false])
})

test('a file is read as it is taken, and never held', async () => {
  let questions = 0
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: database.pool }), log: () => void questions++ })
  const file = logFile(db, workspaceId, {})
  const pieces = [await file.next(), await file.next(), await file.next()]
  expect(questions).toBe(2)
  let lines = pieces.reduce((sum, { value }) => sum + linesIn(value), 0)
  for await (const piece of file) {
    lines += linesIn(piece)
  }
  expect(lines).toBe(1 + ENTRIES)
})

function linesIn(piece: string | void): number {
  return (piece ?? '').split('\r\n').length - 1
}
