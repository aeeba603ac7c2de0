import { sql } from 'kysely'
import type { MemberId, UserId, WorkspaceId } from '#domain/ids.ts'
import { MIGRATIONS } from '#storage/connections/bounds.ts'
import { openDatabase, type Database, type Db } from '#storage/database.ts'
import { bareDesk, makeWorkspace } from '../bare-desk.ts'
import { startChild } from '../child.ts'
import { openClient, type Client } from '../client.ts'
import { getOf } from '../drive.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'
import { setUp } from '../set-up.ts'
import { watchStolen } from '../stolen.ts'
import { openTemporaryPostgres, type TemporaryPostgres } from '../temporary-postgres.ts'
import { fillWorkspace } from './fill.ts'
import type { Look } from './look.ts'
import { looksOf } from './looks.ts'

export type ListFigure = {
  readonly name: string
  readonly tickets: number
  readonly floorP50Ms: number
  readonly floorP99Ms: number
  readonly sqlP50Ms: number
  readonly sqlP99Ms: number
  readonly apiP50Ms: number
  readonly apiP99Ms: number
  /** The p50 at the largest size ÷ at the smallest, in SQL or by API, whichever grew more. */
  readonly growth: number
}
type Measured = Omit<ListFigure, 'growth'>

/** How many tickets, and how often each thing is looked at. */
export type ListsTask = { readonly sizes: readonly number[]; readonly times: number }
export const LISTS_TASK: ListsTask = { sizes: [10_000, 100_000, 1_000_000], times: 300 }

/** Of all tickets, what the workspace that is looked at has; two others share the rest. */
const SHARE = 0.95
const LONG_CONVERSATION = 10_000
const COMMENTS_OF_ONE = 5000
/** Of all tickets so many are posts beside them. */
const POSTS_SHARE = 0.1
const WARMING_LOOKS = 30
const TURNS_AT_MOST = 3

/** Lists of a desk of each size: in SQL, by the API of a whole desk, and the same rows by primary key. */
export async function benchLists({ sizes, times }: ListsTask, tell: (words: string) => void): Promise<ListFigure[]> {
  const measured: Measured[] = []
  const postgres = await openTemporaryPostgres()
  try {
    for (const tickets of sizes) {
      measured.push(...(await benchSize(postgres, { tickets, times }, tell)))
    }
  } finally {
    await postgres.close()
  }
  return measured.map((figure) => ({ ...figure, growth: growthOf(measured.filter(({ name }) => name === figure.name)) }))
}

function growthOf(sizes: readonly Measured[]): number {
  const [smallest, largest] = [sizes[0], sizes.at(-1)]
  const grew = smallest && largest ? [largest.sqlP50Ms / smallest.sqlP50Ms, largest.apiP50Ms / smallest.apiP50Ms] : []
  return Math.round(Math.max(...grew) * 100) / 100
}

type Size = { readonly tickets: number; readonly times: number }

async function benchSize(postgres: TemporaryPostgres, { tickets, times }: Size, tell: (words: string) => void): Promise<Measured[]> {
  const url = await postgres.database()
  const database = openDatabase({ url, bounds: MIGRATIONS, onIdleError: () => undefined })
  const desk = await startChild<{ port: number }>('./intake/desk.ts', { url })
  try {
    const cookie = await setUp(desk.answer.port, database)
    const now = new Date()
    const seat = { ...(await administrator(database.db)), now }
    const begin = performance.now()
    await fill(database.db, { mainId: seat.workspaceId, tickets, now })
    tell(`${tickets} tickets filled in after ${Math.round((performance.now() - begin) / 1000)} s`)
    const looks = await looksOf(database, seat)
    // Not before it is needed: the desk closes a connection on which nobody asks.
    const client = await openClient(desk.answer.port)
    // On a connection of its own: going from statements that are planned once to others and back costs a word to the session (decision 43).
    const apart = openDatabase({ url, bounds: MIGRATIONS, onIdleError: () => undefined })
    const figures: Measured[] = []
    for (const look of looks) {
      figures.push({
        name: look.name,
        tickets,
        ...(await measure(look, { apart, workspaceId: seat.workspaceId, client, cookie, times })),
      })
    }
    client.close()
    await apart.close()
    return figures
  } finally {
    await desk.stop()
    await database.close()
  }
}

async function administrator(db: Db): Promise<{ workspaceId: WorkspaceId; memberId: MemberId; userId: UserId }> {
  const row = await db
    .selectFrom('members')
    .select(['workspace_id as workspaceId', 'id as memberId', 'user_id as userId'])
    .$narrowType<{ workspaceId: WorkspaceId; memberId: MemberId; userId: UserId }>()
    .executeTakeFirstOrThrow()
  return row
}

async function fill(db: Db, { mainId, tickets, now }: { mainId: WorkspaceId; tickets: number; now: Date }): Promise<void> {
  const messagesPerTicket = tickets >= 1_000_000 ? 2 : 10
  const main = Math.round(tickets * SHARE)
  const long = { longConversation: LONG_CONVERSATION, commentsOfOne: COMMENTS_OF_ONE }
  await fillWorkspace(db, { ...long, workspaceId: mainId, tickets: main, messagesPerTicket, posts: Math.round(main * POSTS_SHARE), now })
  for (const page of ['1', '2']) {
    const workspaceId = await makeWorkspace(bareDesk(db), [page])
    const others = Math.round((tickets - main) / 2)
    const short = { longConversation: 0, commentsOfOne: 0, posts: Math.round(others * POSTS_SHARE) }
    await fillWorkspace(db, { ...short, workspaceId, tickets: others, messagesPerTicket, now })
  }
  await sql`vacuum analyze`.execute(db)
}

type Ground = {
  readonly apart: Database
  readonly workspaceId: WorkspaceId
  readonly client: Client
  readonly cookie: string
  readonly times: number
}

/**
 * Floor, SQL and API take turns, so that a noisy moment meets all three. A turn in which the machine's host took processor time for others
 * says how fast nobody's desk is, and is taken again, a few times over at most.
 */
async function measure(look: Look, { apart, workspaceId, client, cookie, times }: Ground): Promise<Omit<Measured, 'name' | 'tickets'>> {
  const request = getOf(look.path, [`cookie: ${cookie}`])
  const { table, ids } = look.known
  const known = `select * from ${table} where workspace_id = $1 and id = any($2::uuid[])`
  const took: { floor: number; sql: number; api: number }[] = []
  for (let turn = -WARMING_LOOKS; took.length < times && turn < times * TURNS_AT_MOST; turn += 1) {
    const stolen = watchStolen()
    const floor = await timed(() => apart.pool.query(known, [workspaceId, ids]))
    const inSql = await timed(look.ask)
    const api = await timed(() => ask(client, request))
    const isCalm = stolen() === 0
    const isNeeded = times - took.length >= times * TURNS_AT_MOST - turn
    if (turn >= 0 && (isCalm || isNeeded)) {
      took.push({ floor, sql: inSql, api })
    }
  }
  const of = (way: 'floor' | 'sql' | 'api'): Quantiles => quantiles(took.map((one) => one[way]))
  const [floor, inSql, api] = [of('floor'), of('sql'), of('api')]
  return {
    floorP50Ms: floor.p50Ms,
    floorP99Ms: floor.p99Ms,
    sqlP50Ms: inSql.p50Ms,
    sqlP99Ms: inSql.p99Ms,
    apiP50Ms: api.p50Ms,
    apiP99Ms: api.p99Ms,
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await act()
  return performance.now() - begin
}

async function ask(client: Client, request: Buffer): Promise<void> {
  const status = await client.send(request)
  if (status !== 200) {
    throw new Error(`${request.toString('latin1').split(' HTTP')[0]} answered ${status}`)
  }
}
