import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#desk/desk.ts'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'
import { APP_SECRET, makeWorkspace, PAGE, sign, textFrom } from '#test/intake-desk.ts'

/** Two whole desks on one database: Facebook's deliveries reach either, the same one both, at the same moment. */
const COUNT = 20
const NOON = Date.UTC(2026, 10, 20, 12)

let database: TestDatabase
let desks: readonly DeskProcess[]
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  closing.push(database.drop)
  await makeWorkspace({ db: database.db, newId: <Id extends string>() => v7() as Id } as Desk, PAGE)
  const environment = {
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://desk.example.com',
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: '1',
    FACEBOOK_APP_SECRET: APP_SECRET,
    FACEBOOK_VERIFY_TOKEN: 'a verify token that nobody uses here',
    FACEBOOK_GRAPH_URL: 'http://127.0.0.1:9',
  }
  desks = await Promise.all(
    ['one', 'two'].map(async () => {
      const place = await newDeskPlace()
      closing.push(place.remove)
      const desk = await startDeskProcess(place, environment, ['--without-web'])
      closing.push(desk.stop)
      return desk
    }),
  )
}, 180_000)

afterAll(async () => {
  for (const close of closing.toReversed()) {
    await close()
  }
})

async function deliver(item: object, to: number): Promise<number> {
  const body = JSON.stringify(item)
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) }
  const { status } = await fetch(`${desks[to % desks.length]?.url}/webhooks/facebook`, { method: 'POST', headers, body })
  return status
}

/** Each count, once nothing waits to be read. */
async function expectCounts(
  like: string,
  counts: Readonly<Record<'messages' | 'tickets' | 'clients' | 'deliveries', number>>,
): Promise<void> {
  const { pool } = database
  await expect
    .poll(
      async () => {
        const { rows } = await pool.query(
          `select (select count(*)::int from entries where external_id like $1) as messages,
                  (select count(*)::int from tickets t join conversations co on co.id = t.conversation_id where co.subject_key like $2) as tickets,
                  (select count(distinct client_id)::int from identities where external_id like $3) as clients,
                  (select count(*)::int from facebook_deliveries where convert_from(body, 'utf8') like $4) as deliveries`,
          [`${like}%`, `direct:${like}%`, `${like}%`, `%"mid":"${like}%`],
        )
        return rows[0]
      },
      { timeout: 60_000 },
    )
    .toEqual(counts)
}

test('fault 19: the same delivery five times at once, at two desks, is one message in one ticket', { timeout: 120_000 }, async () => {
  const items = Array.from({ length: COUNT }, (_, n) => textFrom({ person: '1900', mid: `1900_${n}`, at: NOON + n }))
  const statuses = await Promise.all(items.flatMap((item) => [0, 1, 2, 3, 4].map((to) => deliver(item, to))))
  expect(new Set(statuses)).toEqual(new Set([200]))
  await expectCounts('1900', { messages: COUNT, tickets: 1, clients: 1, deliveries: COUNT })
})

test('fault 20: one message in two deliveries, one at each desk, is one message', { timeout: 120_000 }, async () => {
  const items = Array.from({ length: COUNT }, (_, n) => textFrom({ person: '2000', mid: `2000_${n}`, at: NOON + n }))
  await Promise.all(items.flatMap((item) => [deliver(item, 0), deliver({ ...item, again: true }, 1)]))
  await expectCounts('2000', { messages: COUNT, tickets: 1, clients: 1, deliveries: 2 * COUNT })
})

test('fault 21: two first messages of somebody new, one at each desk, make one client with one ticket', { timeout: 120_000 }, async () => {
  const people = Array.from({ length: COUNT }, (_, n) => `2100${n + 10}`)
  await Promise.all(
    people.flatMap((person) => [0, 1].map((to) => deliver(textFrom({ person, mid: `${person}_${to}`, at: NOON + to * 100 }), to))),
  )
  await expectCounts('2100', { messages: 2 * COUNT, tickets: COUNT, clients: COUNT, deliveries: 2 * COUNT })
})
