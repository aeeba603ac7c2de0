import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SaidSincePort } from '#domain/channels/said-since-port.ts'
import { CUSTOMERS } from '#test/cast.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { openSleeper } from '#test/sleeping-desk.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(async () => {
  await world.desk.db.deleteFrom('facebook_deliveries').execute()
  await world.reset()
})
afterAll(() => world.close())

const DAY = 24 * 3_600_000

const write = (person: string, message: object) =>
  world.sandbox.control<{ mid: string }>('POST', 'messages', { page_id: FULL_PAGE, person_id: person, ...message })
const newPerson = async (name: string) => (await world.sandbox.control<{ id: string }>('POST', 'people', { name })).id

/** What stands in the desk: what was said, by whom, with what beside, and the tickets. */
async function stands() {
  const { db } = world.desk
  const said = await db
    .selectFrom('entries')
    .select(['external_id', 'author_kind', 'text', 'replies_to', 'content', 'ticket_id'])
    .where('author_kind', 'is not', null)
    .orderBy('external_id')
    .execute()
  const tickets = await db
    .selectFrom('tickets')
    .select(['status', 'unanswered_count'])
    .orderBy('unanswered_count')
    .orderBy('status')
    .execute()
  const windows = await db.selectFrom('conversations').select(['window_reason']).execute()
  return {
    said: said.map(({ content, ticket_id: ticket, ...rest }) => ({ ...rest, hasTicket: ticket !== null, parts: partsOf(content) })),
    tickets,
    windows,
  }
}

/** Addresses of files are made anew each time that Facebook is asked. */
function partsOf(content: unknown): unknown[] {
  // Of words alone nothing is kept beside them.
  const { parts } = (content ?? { parts: [] }) as { parts: readonly { kind: string; what?: string }[] }
  return parts.map(({ kind, what }) => ({ kind, what }))
}

test('N1: what was said in private while the desk slept is fetched, and stands as if it had been heard', async () => {
  const { repair, start, wake } = await openSleeper(world)
  const [zofia = '', layla = ''] = CUSTOMERS
  const { mid } = await write(zofia, { text: 'Do you have bulbs?' })
  await write(zofia, { attachments: [{ sample: 'balcony.jpg' }, { sample: 'planting-plan.png' }] })
  await write(zofia, { attachments: [{ sample: 'order-2041.pdf' }] })
  await write(zofia, { text: 'And these?', reply_to: mid })
  await world.sandbox.control('POST', 'inbox', { page_id: FULL_PAGE, person_id: zofia, text: 'We do.' })
  await write(layla, { text: 'See https://garden.example/ for it' })
  for (let one = 0; one < 12; one += 1) {
    await write(await newPerson(`Person ${one}`), { text: `Question ${one}` })
  }
  await start()
  await repair()
  const repaired = await stands()
  expect(repaired.said).toHaveLength(18)
  expect(repaired.tickets).toHaveLength(14)
  // The webhooks come after all: nothing is said twice, and nothing else stands there.
  await wake()
  expect(await stands()).toEqual(repaired)
  await start()
  await repair()
  expect(await stands()).toEqual(repaired)
})

test('N1: a conversation of more than twenty messages says how many Facebook does not show, once', async () => {
  const { repair, start, history } = await openSleeper(world)
  const [zofia = ''] = CUSTOMERS
  for (let one = 1; one <= 25; one += 1) {
    await write(zofia, { text: `Message ${one}` })
  }
  for (const _again of [1, 2]) {
    await start()
    await repair()
  }
  const texts = (await stands()).said.map(({ text }) => text)
  expect(new Set(texts)).toEqual(new Set(Array.from({ length: 20 }, (_, place) => `Message ${place + 6}`)))
  expect(await world.desk.db.selectFrom('not_understood').select('label').execute()).toHaveLength(5)
  expect(await history()).toMatchObject([
    { what: 'recovered', detail: { messages: 0, untold: 0 } },
    { what: 'recovered', detail: { messages: 20, untold: 5 } },
    { what: 'connected' },
  ])
})

test('N1: whoever is killed, or gets no answer, goes on at the page where they stopped', async () => {
  const { said, repair, start, history } = await openSleeper(world)
  for (let one = 0; one < 25; one += 1) {
    await write(await newPerson(`Person ${one}`), { text: `Question ${one}` })
  }
  await start()
  const pages: (string | undefined)[] = []
  const failing: SaidSincePort = (asked) => {
    pages.push(asked.page)
    return pages.length % 2 === 0 ? Promise.resolve({ kind: 'not-now', why: 'a test' }) : said.messages(asked)
  }
  for (let tries = 0; tries < 12; tries += 1) {
    await repair({ messages: failing }).catch((error: unknown) => expect(error).toMatchObject({ name: 'NotToldYetError' }))
  }
  expect(new Set(pages).size).toBe(3)
  expect((await stands()).said).toHaveLength(25)
  expect(await history()).toMatchObject([{ what: 'recovered', detail: { messages: 25, untold: 0 } }, { what: 'connected' }])
})

test('N1: a conversation that moves to the head of the list between two pages is read all the same', async () => {
  const { said, repair, start } = await openSleeper(world)
  const people: string[] = []
  for (let one = 0; one < 15; one += 1) {
    people.push(await newPerson(`Person ${one}`))
    await write(people[one] ?? '', { text: `Question ${one}` })
  }
  await start()
  let pages = 0
  const moving: SaidSincePort = async (asked) => {
    pages += 1
    if (pages === 2) {
      await write(people[0] ?? '', { text: 'Hello?' })
    }
    return await said.messages(asked)
  }
  await repair({ messages: moving })
  expect((await stands()).said.map(({ text }) => text)).toEqual(expect.arrayContaining(['Question 0', 'Question 14']))
})

test('N1: a place in the list that Facebook does not know any more is no end of it', async () => {
  const { repair, start } = await openSleeper(world)
  const [zofia = ''] = CUSTOMERS
  await write(zofia, { text: 'Are you there?' })
  await start()
  await world.desk.db.updateTable('channel_repairs').set({ next_page: 'long-gone' }).execute()
  await repair()
  expect((await stands()).said).toMatchObject([{ text: 'Are you there?' }])
})

test('N1: what Facebook does not let us read is told, and is not called complete', async () => {
  const { repair, start, history } = await openSleeper(world)
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${FULL_PAGE}/conversations`, act: 'error', code: 200 })
  const before = await world.desk.db.selectFrom('facebook_connections').select('seen_until').executeTakeFirst()
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  await start()
  await repair()
  expect(await history()).toMatchObject([{ what: 'recovered', detail: { messages: 0, unread: ['messages'] } }, { what: 'connected' }])
  expect(await world.desk.db.selectFrom('facebook_connections').select('seen_until').executeTakeFirst()).toEqual(before)
})

test('N1: a list that always goes on at the same place is left as one that was not read, and the next one is read', async () => {
  const { repair, start, history } = await openSleeper(world)
  await start()
  const circle = { kind: 'told', facts: [], next: 'the same place', reachedAt: undefined, usedPercent: undefined } as const
  await repair({ messages: async () => circle })
  expect(await history()).toMatchObject([{ what: 'recovered', detail: { messages: 0, unread: ['messages'] } }, { what: 'connected' }])
})

test('N1: an answer of the same second answers, whoever gave it', async () => {
  const { repair, start } = await openSleeper(world)
  const [zofia = ''] = CUSTOMERS
  await write(zofia, { text: 'Open today?' })
  await world.sandbox.control('POST', 'inbox', { page_id: FULL_PAGE, person_id: zofia, text: 'Until six.' })
  await start()
  await repair()
  expect((await stands()).tickets).toEqual([{ status: 'pending', unanswered_count: 0 }])
})

test('N1: a dead key lets it rest, and the next key has it go on', async () => {
  const { anna, repair, start, history } = await openSleeper(world)
  const [zofia = ''] = CUSTOMERS
  await write(zofia, { text: 'Are you there?' })
  await start()
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 460 })
  await repair()
  expect((await stands()).said).toEqual([])
  world.repairJobs.length = 0
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  expect(world.repairJobs).toHaveLength(1)
  await repair()
  expect((await stands()).said).toMatchObject([{ text: 'Are you there?', hasTicket: true }])
  expect(await history()).toMatchObject([{ what: 'recovered' }, { what: 'reconnected' }, { what: 'key-dead' }, { what: 'connected' }])
})

test('N1: once a day what was heard is compared with Facebook: quietly, unless something was missing', async () => {
  const { look, pass, repair, history } = await openSleeper(world)
  await pass(DAY / 2)
  await look()
  expect(world.repairJobs).toEqual([])
  await pass(DAY / 2)
  await look()
  await look()
  expect(world.repairJobs).toHaveLength(1)
  await repair()
  expect(await history()).toMatchObject([{ what: 'connected' }])
  const [zofia = ''] = CUSTOMERS
  await write(zofia, { text: 'Lost on the way' })
  await pass(DAY)
  await look()
  await repair()
  expect(await history()).toMatchObject([{ what: 'recovered', detail: { messages: 1 } }, { what: 'connected' }])
})

test('N1: what the Page said while something of ours is in doubt waits for that; what it said later is fetched', async () => {
  const { channel, pass, repair, start } = await openSleeper(world)
  const [zofia = ''] = CUSTOMERS
  const say = (text: string) => world.sandbox.control('POST', 'inbox', { page_id: FULL_PAGE, person_id: zofia, text })
  await write(zofia, { text: 'Do you have bulbs?' })
  await start()
  await repair()
  const { db } = world.desk
  const { id: conversationId, workspace_id } = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
  const row = { workspace_id, channel_id: channel.channelId, conversation_id: conversationId, created_at: world.clock.now }
  const id = world.desk.newId()
  await db
    .insertInto('entries')
    .values({ ...row, id, thing: 'message', author_kind: 'member', occurred_at: world.clock.now, text: 'We do.' })
    .execute()
  const act = { id, entry_id: id, by: id, kind: 'say', body: '{"text":"We do."}', state: 'unconfirmed', state_at: world.clock.now }
  await db
    .insertInto('acts')
    .values({ ...row, ...act })
    .execute()
  await say('We do.')
  await pass(3_600_000)
  await say('Many kinds.')
  await start()
  await repair()
  const said = await db.selectFrom('entries').select(['text', 'author_kind']).where('author_kind', '<>', 'client').orderBy('text').execute()
  expect(said).toEqual([
    { text: 'Many kinds.', author_kind: 'elsewhere' },
    { text: 'We do.', author_kind: 'member' },
  ])
})
