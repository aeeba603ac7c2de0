import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#desk/desk.ts'
import { createTestDatabase } from '#test/database.ts'
import { APP_SECRET, makeWorkspace, PAGE, sign, textFrom } from '#test/intake-desk.ts'

const MESSAGES = 300
const PERSONS = 10
const NOON = Date.UTC(2026, 10, 20, 12)

test('kill -9 of the desk at random moments loses no message, doubles none and keeps their order', { timeout: 180_000 }, async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  await makeWorkspace({ db: database.db, newId: <Id extends string>() => v7() as Id } as Desk, PAGE)
  const desk = await openKillableDesk(database.url)
  onTestFinished(desk.remove)
  await desk.start()

  let isOver = false
  const delivering = deliverAll(desk.port).finally(() => {
    isOver = true
  })
  let kills = 0
  while (!isOver) {
    await Promise.race([setTimeout(200 + Math.random() * 800), delivering])
    await desk.kill()
    kills += 1
    await desk.start()
  }
  await delivering

  const stored = () =>
    database.db.selectFrom('messages').select(['external_id', 'thread_id', 'occurred_at']).orderBy('occurred_at').orderBy('id').execute()
  await expect.poll(async () => (await stored()).length, { timeout: 20_000 }).toBe(MESSAGES)
  const messages = await stored()
  expect(messages.map(({ external_id }) => external_id)).toEqual(Array.from({ length: MESSAGES }, (_, index) => `m_${index}`))
  const tickets = await database.db.selectFrom('tickets').select(['number', 'unanswered_count']).orderBy('number').execute()
  expect(tickets).toHaveLength(PERSONS)
  expect(tickets.every(({ unanswered_count }) => unanswered_count === MESSAGES / PERSONS)).toBe(true)
  expect(kills).toBeGreaterThan(2)
})

/** As Facebook does: an answer other than 200, or none, and the delivery comes again. A few are always under way. */
async function deliverAll(port: number): Promise<void> {
  const waiting = Array.from({ length: MESSAGES }, (_, index) =>
    JSON.stringify(textFrom({ person: String(index % PERSONS), mid: `m_${index}`, at: NOON + index })),
  )
  const lane = async (): Promise<void> => {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
      while (!(await isAcknowledged(port, body))) {
        await setTimeout(20)
      }
      await setTimeout(25)
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
}

async function isAcknowledged(port: number, body: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) }
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/facebook`, { method: 'POST', headers, body })
    return answer.status === 200
  } catch {
    // Killed in the middle: Facebook does not know either whether it arrived.
    return false
  }
}

/** The desk's own process on a database that outlives it. */
async function openKillableDesk(databaseUrl: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'pagedesk-kill-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  const kill = async (): Promise<void> => {
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
  }
  return {
    port,
    kill,
    start: async () => {
      child = spawn(process.execPath, ['bin/start.ts', '--without-web'], {
        env: environment({ databaseUrl, dataDir, port }),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await ready(child)
    },
    remove: async () => {
      await kill()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Place = { readonly databaseUrl: string; readonly dataDir: string; readonly port: number }

function environment({ databaseUrl, dataDir, port }: Place): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: 'https://desk.example.com',
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: '1',
    FACEBOOK_APP_SECRET: APP_SECRET,
    FACEBOOK_VERIFY_TOKEN: 'a verify token that nobody uses here',
    // Nobody answers there: profiles are asked for in vain, which must hold back nothing.
    FACEBOOK_GRAPH_URL: 'http://127.0.0.1:9',
  }
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line.startsWith('ready ')) {
      return
    }
  }
  throw new Error('the desk ended before it was ready')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
