import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#desk/desk.ts'
import { createTestDatabase } from '#test/database.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'
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
    database.db
      .selectFrom('entries')
      .select(['external_id', 'conversation_id', 'occurred_at'])
      .orderBy('occurred_at')
      .orderBy('id')
      .execute()
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
  const place = await newDeskPlace()
  let desk: DeskProcess | undefined
  return {
    port: place.port,
    kill: async () => desk?.kill(),
    start: async () => {
      desk = await startDeskProcess(place, environment(databaseUrl), ['--without-web'])
    },
    remove: async () => {
      await desk?.kill()
      await place.remove()
    },
  }
}

function environment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'https://desk.example.com',
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: '1',
    FACEBOOK_APP_SECRET: APP_SECRET,
    FACEBOOK_VERIFY_TOKEN: 'a verify token that nobody uses here',
    // Nobody answers there: profiles are asked for in vain, which must hold back nothing.
    FACEBOOK_GRAPH_URL: 'http://127.0.0.1:9',
  }
}
