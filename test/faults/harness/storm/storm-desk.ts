import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase, type Database } from '#storage/database.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'
import { writeReply } from '#test/lines.ts'
import { makePages } from './pages.ts'
import type { Doubtful } from './story.ts'

/** A desk's process on a database that outlives it, with three Pages and their files on loopback. */
export type StormDesk = {
  readonly database: Database
  readonly filesFolder: string
  start(): Promise<void>
  /** As `kill -9` does. */
  kill(): Promise<void>
  /** Tells a body as Facebook does: again, until it is acknowledged. */
  tell(body: string): Promise<void>
  /** Resolves when all that was told is read, and all files are settled. */
  settled(): Promise<void>
  close(): Promise<void>
}

export type Place = {
  /** Of a database of its own, migrated and empty. */
  readonly databaseUrl: string
  readonly filesAt: string
  /** Called when a body was sent, before its answer. */
  readonly onTold: () => void
}

const APP_SECRET = 'a secret that only this storm knows'
/** Nobody's id: who wrote is of no matter here, and the same in every desk. */
const AUTHOR = '0195f1de-0000-7000-b000-000000000001'
const STARTS = 5
/** Then the sender takes a body for lost, and tells it again. */
const GIVE_UP_MS = 20_000
const LOOK_AGAIN_MS = 50
/** Longer than the claim of a file, which a busy machine may lose. */
const PATIENCE_MS = 150_000

export async function openStormDesk({ databaseUrl, filesAt, onTold }: Place): Promise<StormDesk> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 4, onIdleError: () => undefined })
  const place = await newDeskPlace()
  await makePages(database.db)
  let running = Promise.withResolvers<DeskProcess>()
  let process: DeskProcess | undefined

  async function isAcknowledged(body: string): Promise<boolean> {
    await running.promise
    const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }
    const answering = fetch(`http://127.0.0.1:${place.port}/webhooks/facebook`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    })
    onTold()
    const answer = await answering.catch(() => undefined)
    if (answer && answer.status !== 200 && answer.status !== 503) {
      throw new Error(`the door answered ${answer.status}`)
    }
    return answer?.status === 200
  }

  return {
    database,
    filesFolder: join(place.dataDir, 'files'),
    start: async () => {
      process = await startAsService(() => startDeskProcess(place, environmentOf(databaseUrl, filesAt), ['--without-web']))
      running.resolve(process)
    },
    kill: async () => {
      running = Promise.withResolvers()
      await process?.kill()
      await endClaims(database)
    },
    tell: async (body) => {
      while (!(await isAcknowledged(body))) {
        await setTimeout(LOOK_AGAIN_MS)
      }
    },
    settled: async () => {
      let [before, since] = [0, performance.now()]
      for (let left = await atWork(database); left > 0; left = await atWork(database)) {
        since = left === before ? since : performance.now()
        before = left
        if (performance.now() - since > PATIENCE_MS) {
          throw new Error(`${left} bodies and files are left, and none was settled within ${PATIENCE_MS / 1000} s:\n${process?.output()}`)
        }
        await setTimeout(LOOK_AGAIN_MS)
      }
    },
    close: async () => {
      await process?.kill()
      await database.close()
      await place.remove()
    },
  }
}

/** As a service manager does: a desk that ends because a busy machine's database answered too late is started again. */
async function startAsService(start: () => Promise<DeskProcess>): Promise<DeskProcess> {
  for (let left = STARTS - 1; left > 0; left -= 1) {
    const started = await start().catch(() => undefined)
    if (started) {
      return started
    }
  }
  return await start()
}

function environmentOf(databaseUrl: string, filesAt: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'https://desk.example.com',
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: '1',
    FACEBOOK_APP_SECRET: APP_SECRET,
    FACEBOOK_VERIFY_TOKEN: 'a verify token that nobody uses here',
    FACEBOOK_GRAPH_URL: filesAt,
  }
}

/** As if the claims of the dead had ended, for which a minute and a half is waited else. */
async function endClaims({ db }: Database): Promise<void> {
  await db.updateTable('attachments').set({ claimed_until: null }).execute()
}

/** How many bodies are to be read, and files to be fetched. */
async function atWork({ db }: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from facebook_deliveries where state = 'pending')::int + (select count(*) from attachments where state = 'waiting')::int as count`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Replies that the desk wrote and of which nobody knows whether Facebook took them. */
export async function writeDoubtful({ db }: Database, doubtful: readonly Doubtful[]): Promise<void> {
  for (const { id, pageId, personId, at } of doubtful) {
    const ticket = await db
      .selectFrom('tickets as t')
      .innerJoin('channels as c', 'c.id', 't.channel_id')
      .innerJoin('conversations as co', 'co.id', 't.conversation_id')
      .select(['t.workspace_id', 't.channel_id', 't.conversation_id', 't.id'])
      .where('c.external_id', '=', pageId)
      .where('co.subject_key', '=', `direct:${personId}`)
      .executeTakeFirstOrThrow()
    await writeReply(db, {
      id,
      workspaceId: ticket.workspace_id,
      channelId: ticket.channel_id,
      conversationId: ticket.conversation_id,
      ticketId: ticket.id,
      at,
      state: 'unconfirmed',
      authorId: AUTHOR,
    })
  }
}
