import { hash } from 'node:crypto'
import type { Pool } from 'pg'
import { openDatabase, type Database } from '#storage/database.ts'
import { storeDeliveries } from '#storage/deliveries.ts'
import { bareDesk, makeWorkspace } from '../bare-desk.ts'
import { runChild, startChild } from '../child.ts'
import { middleOf, share } from '../pairs.ts'
import { setUp } from '../set-up.ts'
import { openTemporaryPostgres, type TemporaryPostgres } from '../temporary-postgres.ts'
import { EVENT_PAGES, eventBody, pageOf } from './bodies.ts'
import type { CrowdAnswer } from './crowd.ts'

type Round = { readonly seconds: number; readonly perSecond: number; readonly floorPerSecond: number; readonly ratio: number }
export type EventsResult = { readonly events: number; readonly round: Round; readonly crowd: CrowdAnswer }

const EVENTS = 10_000

/** Private and public events mixed, read by one worker process and written by plain SQL in turn; then one delivery that brings a thousand comments. */
export async function benchEvents(tell: (words: string) => void): Promise<EventsResult> {
  const postgres = await openTemporaryPostgres()
  try {
    tell(`${EVENTS} private and public events of three Pages`)
    const round = await middleOf(() => benchMixed(postgres), tell)
    tell('a delivery of a thousand comments')
    return { events: EVENTS, round, crowd: await benchCrowd(postgres) }
  } finally {
    await postgres.close()
  }
}

/** The floor writes what the desk left behind, so the desk reads first. */
async function benchMixed(postgres: TemporaryPostgres): Promise<Round> {
  const [source, url] = [await postgres.database(), await postgres.database()]
  await withDatabase(source, async ({ db, pool }) => {
    await makeWorkspace(bareDesk(db), EVENT_PAGES)
    await fill(pool)
  })
  const desk = await runChild<{ seconds: number }>('./intake/backlog.ts', { url: source })
  await withDatabase(url, async ({ pool }) => {
    await copyGround(source, pool)
    await fill(pool)
  })
  const floor = await runChild<{ seconds: number }>('./events/floor.ts', { url, source })
  const [perSecond, floorPerSecond] = [desk.seconds, floor.seconds].map((seconds) => Math.round(EVENTS / seconds))
  return {
    seconds: desk.seconds,
    perSecond: perSecond ?? 0,
    floorPerSecond: floorPerSecond ?? 0,
    ratio: share(floor.seconds, desk.seconds),
  }
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url, onIdleError: () => undefined })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function fill(pool: Pool): Promise<void> {
  const begin = Date.now() - EVENTS * 20
  for (let first = 0; first < EVENTS; first += 500) {
    const bodies = Array.from({ length: 500 }, (_, index) => eventBody(first + index, begin))
    await storeDeliveries(
      pool,
      bodies.map((body, index) => ({ digest: hash('sha256', body, 'buffer'), lane: pageOf(first + index), body })),
    )
  }
}

/** What stood before anything was read. */
async function copyGround(source: string, to: Pool): Promise<void> {
  await withDatabase(source, async ({ pool }) => {
    for (const table of ['workspaces', 'channels', 'channel_routes']) {
      const { rows } = await pool.query<{ all: unknown }>(`select jsonb_agg(t) as all from ${table} t`)
      await to.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows[0]?.all)])
    }
  })
}

async function benchCrowd(postgres: TemporaryPostgres): Promise<CrowdAnswer> {
  const url = await postgres.database()
  const desk = await startChild<{ port: number }>('./intake/desk.ts', { url })
  try {
    const cookie = await withDatabase(url, (database) => setUp(desk.answer.port, database, EVENT_PAGES))
    return await runChild<CrowdAnswer>('./events/crowd.ts', { port: desk.answer.port, cookie, url })
  } finally {
    await desk.stop()
  }
}
