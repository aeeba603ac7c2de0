import { hash } from 'node:crypto'
import { openTemporaryPostgres, type TemporaryPostgres } from '../temporary-postgres.ts'
import { bareDesk, makeWorkspace } from '../bare-desk.ts'
import { openDatabase, type Database } from '#storage/database.ts'
import { hasDueDelivery, storeDeliveries } from '#storage/deliveries.ts'
import { BENCH_PAGE, benchBody } from './body.ts'
import { runChild, startChild, type Child } from '../child.ts'
import type { LoadAnswer } from '../drive.ts'
import { middleOf, ratiosOf, share } from '../pairs.ts'
import { setUp } from '../set-up.ts'
import type { LoadTask } from './load.ts'
import type { VisibleAnswer } from './visible.ts'

type Round = {
  readonly connections: number
  readonly floor: LoadAnswer
  readonly desk: LoadAnswer
  readonly ratio: number
  readonly p99Ratio: number
}
export type IntakeResult = {
  readonly bodyBytes: number
  readonly rounds: readonly Round[]
  readonly visible: VisibleAnswer & { readonly perSecond: number }
  readonly backlog: BacklogRound
}

const CONNECTIONS = [1, 16, 64, 256]
const SECONDS = 3
const BACKLOG = 10_000
const BACKLOG_PEOPLE = 500
const PER_SECOND = 200

/** Floor and desk in turn, on one PostgreSQL, from a second process; then how soon a message is visible; then a backlog. */
export async function benchIntake(tell: (words: string) => void): Promise<IntakeResult> {
  const postgres = await openTemporaryPostgres()
  try {
    const { rounds, visible } = await benchDoor(postgres, tell)
    return { bodyBytes: 609, rounds, visible: { ...visible, perSecond: PER_SECOND }, backlog: await benchBacklog(postgres, tell) }
  } finally {
    await postgres.close()
  }
}

type Server = Child<{ readonly port: number }>

async function benchDoor(postgres: TemporaryPostgres, tell: (words: string) => void) {
  const deskUrl = await postgres.database()
  const database = openDatabase({ url: deskUrl, onIdleError: () => undefined })
  const floor = await startChild<{ port: number }>('./intake/floor.ts', { url: await postgres.database() })
  const desk = await startChild<{ port: number }>('./intake/desk.ts', { url: deskUrl })
  try {
    const cookie = await setUp(desk.answer.port, database)
    tell('warming up')
    await loadOne(floor, { connections: 64, seconds: 3 })
    await loadOne(desk, { connections: 64, seconds: 3 })
    const rounds: Round[] = []
    for (const connections of CONNECTIONS) {
      const pair = async (): Promise<Round> => {
        await drained(database)
        const bare = await loadOne(floor, { connections, seconds: SECONDS })
        const full = await loadOne(desk, { connections, seconds: SECONDS })
        return { connections, floor: bare, desk: full, ...ratiosOf(full, bare) }
      }
      rounds.push(await middleOf(pair, (words) => tell(`${connections} connections: ${words}`)))
    }
    await drained(database)
    const visible = await runChild<VisibleAnswer>('./intake/visible.ts', {
      port: desk.answer.port,
      cookie,
      perSecond: PER_SECOND,
      seconds: 15,
    })
    return { rounds, visible }
  } finally {
    await floor.stop()
    await desk.stop()
    await database.close()
  }
}

let loads = 0

function loadOne(server: Server, load: Pick<LoadTask, 'connections' | 'seconds'>): Promise<LoadAnswer> {
  loads += 1
  const task: LoadTask = { ...load, port: server.answer.port, name: `load_${loads}` }
  return runChild<LoadAnswer>('./intake/load.ts', task)
}

/** The worker finishes what came before, so that it does not weigh on the floor's turn. */
async function drained({ db }: Database): Promise<void> {
  while (await hasDueDelivery(db)) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

type Backlog = { readonly messages: number; readonly seconds: number; readonly perSecond: number }
type BacklogRound = Backlog & { readonly floorPerSecond: number; readonly ratio: number }

/** By plain SQL that knows the rows already and by the desk in turn, each in a database of its own with the same deliveries. */
async function benchBacklog(postgres: TemporaryPostgres, tell: (words: string) => void): Promise<BacklogRound> {
  tell(`a backlog of ${BACKLOG} messages of ${BACKLOG_PEOPLE} people to one Page`)
  const pair = async (): Promise<BacklogRound> => {
    const floor = await readBacklog(postgres, './intake/backlog-floor.ts')
    const desk = await readBacklog(postgres, './intake/backlog.ts')
    if (floor.messages !== desk.messages) {
      throw new Error(`The floor wrote ${floor.messages} messages, the desk ${desk.messages}.`)
    }
    return { ...desk, floorPerSecond: floor.perSecond, ratio: share(desk.perSecond, floor.perSecond) }
  }
  return await middleOf(pair, (words) => tell(`backlog: ${words}`))
}

async function readBacklog(postgres: TemporaryPostgres, program: string): Promise<Backlog> {
  const url = await postgres.database()
  const database = openDatabase({ url, onIdleError: () => undefined })
  try {
    await fillBacklog(database)
    const { seconds } = await runChild<{ seconds: number }>(program, { url, people: BACKLOG_PEOPLE })
    const { count } = await database.db
      .selectFrom('entries')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return { messages: count, seconds: Math.round(seconds * 10) / 10, perSecond: Math.round(count / seconds) }
  } finally {
    await database.close()
  }
}

async function fillBacklog({ db, pool }: Database): Promise<void> {
  await makeWorkspace(bareDesk(db), [BENCH_PAGE])
  for (let first = 0; first < BACKLOG; first += 500) {
    const bodies = Array.from({ length: 500 }, (_, index) =>
      benchBody({ mid: `backlog_${first + index}`, person: (first + index) % BACKLOG_PEOPLE, at: Date.now() + first + index - BACKLOG }),
    )
    await storeDeliveries(
      pool,
      bodies.map((body) => ({ digest: hash('sha256', body, 'buffer'), lane: BENCH_PAGE, body })),
    )
  }
}
