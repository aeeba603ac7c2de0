import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { repairChannel } from '#desk/channels/repair-channel.ts'
import type { SaidSincePort } from '#domain/channels/said-since-port.ts'
import { CUSTOMERS } from '#test/cast.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { openSleeper, readAllDeliveries } from '#test/sleeping-desk.ts'
import { createFacebookWall } from '../wall/read-wall.ts'
import { createFacebookInbox } from './read-inbox.ts'

let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(async () => {
  await world.desk.db.deleteFrom('facebook_deliveries').execute()
  await world.reset()
  // What the sandbox begins with is not this Page's past.
  const { posts } = await world.sandbox.control<{ posts: readonly { id: string }[] }>('GET', `wall/${FULL_PAGE}`)
  for (const { id } of posts) {
    await world.sandbox.control('DELETE', `posts/${id}`)
  }
})
afterAll(() => world.close())

const HOUR = 3_600_000
const DAY = 24 * HOUR
const [ZOFIA = '', LAYLA = ''] = CUSTOMERS

const write = (person: string, message: object) =>
  world.sandbox.control<{ mid: string }>('POST', 'messages', { page_id: FULL_PAGE, person_id: person, ...message })
const answer = (person: string, text: string) => world.sandbox.control('POST', 'inbox', { page_id: FULL_PAGE, person_id: person, text })
const newPerson = async (name: string) => (await world.sandbox.control<{ id: string }>('POST', 'people', { name })).id
const post = (more: object) => world.sandbox.control<{ id: string }>('POST', 'posts', { page_id: FULL_PAGE, ...more })
const comment = (on: string, more: object) => world.sandbox.control<{ id: string }>('POST', 'comments', { object_id: on, ...more })

/** Facebook dates comments by the second. */
const aSecondLater = () => world.sandbox.control('POST', 'clock', { advance_ms: 1000 })

/** What is done here happens on Facebook so long ago. */
async function ago(ms: number, what: () => Promise<unknown>): Promise<void> {
  await world.sandbox.control('POST', 'clock', { set: new Date(Date.now() - ms).toISOString() })
  await what()
  await world.sandbox.control('POST', 'clock', { reset: true })
}

/** A Page with a past is connected now, by a desk that reads no webhooks until a test says so. */
async function openWithPast() {
  const sleeper = await openSleeper(world)
  const { anna, channel } = sleeper
  const url = `/api/v1/channels/${channel.channelId}/history-import`
  return {
    ...sleeper,
    url,
    begin: (days = 30) => world.call(anna, `PUT ${url}`, { days }),
    ask: async () => (await world.call(anna, `GET ${url}`)).body,
    change: (request: string) => {
      const [method, path = ''] = request.split(' ')
      return world.call(anna, `${method} ${url}${path}`)
    },
  }
}

async function tickets() {
  const rows = await world.desk.db
    .selectFrom('tickets as t')
    .innerJoin('conversations as co', 'co.id', 't.conversation_id')
    .select(['t.status', 't.unanswered_count', 't.tags', 't.assignee_id', 'co.subject_key as key', 't.created_at', 'co.window_closes_at'])
    .orderBy('t.created_at')
    .execute()
  return rows
}
const texts = async () =>
  (
    await world.desk.db
      .selectFrom('entries')
      .select(['text'])
      .where('author_kind', 'is not', null)
      .where('thing', '<>', 'post')
      .orderBy('occurred_at')
      .orderBy('id')
      .execute()
  ).map(({ text }) => text)
const events = async () => (await world.desk.db.selectFrom('events').select('type').execute()).map(({ type }) => type)

test('H1: what was said before the Page was connected comes as solved tickets that ring nothing; who still waits has one that is new', async () => {
  await ago(40 * DAY, () => write(ZOFIA, { text: 'Too long ago' }))
  await ago(9 * DAY, async () => {
    await write(ZOFIA, { text: 'Do you have bulbs?' })
    await answer(ZOFIA, 'We do.')
  })
  await ago(3 * DAY, () => write(ZOFIA, { text: 'Never answered' }))
  await ago(2 * HOUR, () => write(LAYLA, { text: 'Open today?' }))
  const { begin, bringHistory, history } = await openWithPast()
  const before = await events()
  expect((await begin()).status).toBe(200)
  await bringHistory()
  expect(await texts()).toEqual(['Do you have bulbs?', 'We do.', 'Never answered', 'Open today?'])
  const [zofia, layla] = await tickets()
  expect(zofia).toMatchObject({ status: 'solved', unanswered_count: 0, tags: ['Facebook:Direct', 'Imported'], assignee_id: null })
  expect(layla).toMatchObject({ status: 'new', unanswered_count: 1, tags: ['Facebook:Direct'] })
  // The window counts from what the customer wrote, and never from now.
  expect(zofia?.window_closes_at?.getTime()).toBeLessThan(Date.now() - DAY)
  expect(await world.desk.db.selectFrom('sent_mails').select('id').execute()).toEqual([])
  const told = (await events()).slice(before.length)
  expect(told.filter((type) => type === 'ticket.created')).toHaveLength(1)
  expect(told.filter((type) => type === 'entry.added')).toHaveLength(1)
  expect(await history()).toMatchObject([
    { what: 'history-imported', detail: { days: 30, conversations: 2, messages: 4, untold: 0, unread: [], end: 'complete' } },
    { what: 'connected' },
  ])
  expect(world.importJobs).toEqual([])
})

test('H1: to whoever compares a new Page with Facebook what was said before is no news, and an import brings it as history', async () => {
  await ago(3 * HOUR, async () => {
    await write(ZOFIA, { text: 'Do you have bulbs?' })
    await answer(ZOFIA, 'We do.')
    await comment((await post({ message: 'Tulips are here' })).id, { person_id: LAYLA, message: 'How much?' })
  })
  const { anna, begin, bringHistory, channel, repair } = await openWithPast()
  expect((await world.call(anna, `POST /api/v1/channels/${channel.channelId}/comparisons`)).status).toBe(202)
  await repair()
  expect(await texts()).toEqual([])
  expect(await tickets()).toEqual([])
  await begin(7)
  await bringHistory()
  // Facebook dates a comment by the second.
  expect((await texts()).toSorted()).toEqual(['Do you have bulbs?', 'How much?', 'We do.'])
  expect((await tickets()).map(({ status }) => status)).toEqual(['solved', 'solved'])
})

test('N1: what comes between Facebook’s yes and the channel’s first moment is nobody’s as it comes, and fetched then', async () => {
  const { desk, database } = world
  const anna = await world.newAdministrator()
  const authorisation = await world.authorise(anna)
  const gate = await database.pool.connect()
  await gate.query('begin')
  await gate.query('lock table channel_history in exclusive mode')
  const connecting = world.connect(anna, authorisation, [FULL_PAGE])
  const waiting = async () => (await gate.query('select from pg_locks where not granted')).rowCount
  await expect.poll(waiting).toBe(1)
  await write(ZOFIA, { text: 'Are you there?' })
  const states = async () => (await desk.db.selectFrom('facebook_deliveries').select('state').execute()).map(({ state }) => state)
  await expect.poll(async () => (await states()).length).toBeGreaterThan(0)
  await readAllDeliveries(world)
  expect(new Set(await states())).toEqual(new Set(['ignored']))
  await gate.query('commit')
  gate.release()
  expect((await connecting).status).toBe(200)
  const parts = { db: desk.db, graph: world.graph, sealer: world.sealer }
  const said = { messages: createFacebookInbox(parts), comments: createFacebookWall(parts) }
  for (const job of world.repairJobs) {
    await repairChannel(desk, said, job)
  }
  expect(await texts()).toEqual(['Are you there?'])
  expect(await tickets()).toMatchObject([{ status: 'new', unanswered_count: 1 }])
})

test('H1: what customers write after it reopens a solved ticket, and counts for itself alone', async () => {
  await ago(3 * DAY, () => write(ZOFIA, { text: 'Never answered' }))
  const { begin, bringHistory, wake } = await openWithPast()
  await begin()
  await bringHistory()
  await write(ZOFIA, { text: 'Hello again' })
  await wake()
  expect(await tickets()).toMatchObject([{ status: 'open', unanswered_count: 1 }])
})

test('H1: a ticket that somebody works on gets the lines of before, and counts and shows nothing else for them', async () => {
  await ago(3 * DAY, async () => {
    await write(ZOFIA, { text: 'Do you have bulbs?' })
    await answer(ZOFIA, 'We do.')
  })
  await ago(2 * DAY, () => write(ZOFIA, { text: 'How much?' }))
  const { begin, bringHistory, wake } = await openWithPast()
  await write(ZOFIA, { text: 'Hello?' })
  await wake()
  const before = (await events()).length
  await begin()
  await bringHistory()
  expect(await texts()).toEqual(['Do you have bulbs?', 'We do.', 'How much?', 'Hello?'])
  expect(await tickets()).toMatchObject([{ status: 'open', unanswered_count: 1, tags: ['Facebook:Direct'] }])
  const told = (await events()).slice(before)
  expect(told).toContain('ticket.changed')
  expect(told).not.toContain('entry.added')
})

test('H1: where Facebook says that much is used up, the next page waits; whatever else the Page wants does not', async () => {
  await ago(2 * DAY, () => write(ZOFIA, { text: 'Are you there?' }))
  const { begin, bringHistory, said } = await openWithPast()
  await begin()
  await bringHistory({ pages: 1, messages: async (asked) => ({ ...(await said.messages(asked)), usedPercent: 70 }) })
  expect(world.importJobs).toMatchObject([{ afterMs: 5 * 60_000 }])
  await bringHistory({ pages: 1 })
  expect(world.importJobs).toEqual([])
})

test('H1: comments and posts of before are solved tickets, and nobody waits in them', async () => {
  const [fresh, visitors] = [{ id: '' }, { id: '' }]
  await ago(2 * DAY, async () => {
    fresh.id = (await post({ message: 'Tulips are here' })).id
    const question = await comment(fresh.id, { person_id: ZOFIA, message: 'How much?' })
    await aSecondLater()
    await comment(question.id, { as_page: FULL_PAGE, message: 'Three euros.' })
    visitors.id = (await post({ person_id: LAYLA, message: 'Is this the place?' })).id
  })
  await ago(HOUR, () => comment(fresh.id, { person_id: LAYLA, message: 'Still there?' }))
  const { begin, bringHistory, history, wake } = await openWithPast()
  await begin(7)
  await bringHistory()
  expect(await texts()).toEqual(['How much?', 'Three euros.', 'Still there?'])
  expect((await tickets()).map(({ status, unanswered_count: count }) => [status, count])).toEqual(
    Array.from({ length: 3 }, () => ['solved', 0]),
  )
  const threads = await world.desk.db.selectFrom('threads').select('unanswered').execute()
  expect(threads.map(({ unanswered }) => unanswered)).toEqual([0, 0, 0])
  expect((await history())[0]).toMatchObject({ detail: { comments: 3, conversations: 0 } })
  await comment(fresh.id, { person_id: ZOFIA, message: 'And roses?' })
  await wake()
  expect((await tickets()).filter(({ status }) => status === 'new')).toMatchObject([{ unanswered_count: 1 }])
})

test('H1: of a kind that makes no tickets nothing imported waits for one', async () => {
  await ago(2 * DAY, async () => comment((await post({ message: 'Tulips' })).id, { person_id: ZOFIA, message: 'How much?' }))
  const { anna, begin, bringHistory, channel } = await openWithPast()
  const switches = `/api/v1/channels/${channel.channelId}/ticket-switches`
  await world.call(anna, `PUT ${switches}/comment`, { isOn: false })
  await begin(7)
  await bringHistory()
  expect(await tickets()).toEqual([])
  const { body } = await world.call(anna, `GET ${switches}`)
  expect(body.switches.map(({ waitingCount }: { waitingCount: number }) => waitingCount)).toEqual([0, 0, 0, 0])
})

test('H1: whoever is killed, or gets no answer, goes on at the page where they stopped', async () => {
  const people: string[] = []
  await ago(2 * DAY, async () => {
    for (let one = 0; one < 25; one += 1) {
      people.push(await newPerson(`Person ${one}`))
      await write(people[one] ?? '', { text: `Question ${one}` })
    }
  })
  const { begin, bringHistory, history, said } = await openWithPast()
  await begin()
  const pages: (string | undefined)[] = []
  const failing: SaidSincePort = (asked) => {
    pages.push(asked.page)
    return pages.length % 2 === 0 ? Promise.resolve({ kind: 'not-now', why: 'a test' }) : said.messages(asked)
  }
  for (let tries = 0; tries < 12; tries += 1) {
    await bringHistory({ messages: failing }).catch((error: unknown) => expect(error).toMatchObject({ name: 'NotToldYetError' }))
  }
  expect(new Set(pages).size).toBe(3)
  expect(await texts()).toHaveLength(25)
  expect((await history())[0]).toMatchObject({ what: 'history-imported', detail: { conversations: 25, messages: 25 } })
})

test('H1: paused it stops within a page, and goes on there; stopped it says how much it brought', async () => {
  await ago(2 * DAY, async () => {
    for (let one = 0; one < 25; one += 1) {
      await write(await newPerson(`Person ${one}`), { text: `Question ${one}` })
    }
  })
  const { anna, ask, begin, bringHistory, change, history, said, url } = await openWithPast()
  await begin()
  await bringHistory({ pages: 1 })
  expect(await ask()).toMatchObject({ import: { state: 'running', days: 30, list: 'messages', conversations: 10, messages: 10 } })
  const pausing: SaidSincePort = async (asked) => {
    const told = await said.messages(asked)
    await change('PUT /pause')
    return told
  }
  await bringHistory({ messages: pausing })
  expect(await ask()).toMatchObject({ import: { state: 'paused', conversations: 10 } })
  expect(world.importJobs).toEqual([])
  expect((await begin(7)).status).toBe(409)
  await change('DELETE /pause')
  await bringHistory({ pages: 1 })
  expect(await ask()).toMatchObject({ import: { state: 'running', conversations: 20 } })
  expect((await change('DELETE ')).body).toMatchObject({ import: null })
  await bringHistory()
  expect(await texts()).toHaveLength(20)
  expect((await history())[0]).toMatchObject({ detail: { end: 'stopped', by: 'Person administrator', conversations: 20 } })
  expect((await change('DELETE ')).status).toBe(404)
  const agent = await world.newPerson(anna.actor.workspaceId, 'agent')
  expect((await world.call(agent, `PUT ${url}`, { days: 7 })).status).toBe(403)
})

test('H1: a dead key has it rest until the next one; disconnecting ends it and says so', async () => {
  await ago(2 * DAY, () => write(ZOFIA, { text: 'Are you there?' }))
  const { anna, ask, begin, bringHistory, channel, history, repair } = await openWithPast()
  await begin()
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode: 460 })
  await bringHistory()
  expect(await ask()).toMatchObject({ import: { state: 'resting', messages: 0 } })
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  // What was missed meanwhile goes first.
  await expect(bringHistory({ pages: 1 })).rejects.toMatchObject({ name: 'NotToldYetError' })
  await repair()
  await bringHistory()
  expect(await texts()).toEqual(['Are you there?'])
  expect(await tickets()).toMatchObject([{ status: 'solved' }])
  await begin(90)
  await world.call(anna, `DELETE /api/v1/channels/${channel.channelId}/key`)
  await bringHistory()
  expect((await history()).slice(0, 2)).toMatchObject([
    { what: 'disconnected' },
    { what: 'history-imported', detail: { end: 'disconnected' } },
  ])
  expect((await begin()).body).toMatchObject({ code: 'channel-disconnected' })
})

test('H1: while the extension is off it rests, and nothing is lost', async () => {
  await ago(2 * DAY, () => write(ZOFIA, { text: 'Are you there?' }))
  const { anna, ask, begin, bringHistory } = await openWithPast()
  await begin()
  await world.call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: false })
  await bringHistory()
  expect(await texts()).toEqual([])
  expect(await ask()).toMatchObject({ import: { state: 'resting' } })
  await world.call(anna, 'PUT /api/v1/extensions/facebook', { isEnabled: true })
  await bringHistory()
  expect(await texts()).toEqual(['Are you there?'])
})

test('H1: what Facebook does not show is counted, and what it does not let us read is named', async () => {
  await ago(2 * DAY, async () => {
    for (let one = 1; one <= 25; one += 1) {
      await write(ZOFIA, { text: `Message ${one}` })
    }
  })
  const { begin, bringHistory, history } = await openWithPast()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: `/${FULL_PAGE}/feed`, act: 'error', code: 200 })
  await begin()
  await bringHistory()
  expect((await history())[0]).toMatchObject({ detail: { messages: 20, untold: 5, unread: ['comments'] } })
})

test('H1: a place in the list that Facebook does not know any more is begun anew once, and never for ever', async () => {
  await ago(2 * DAY, () => write(ZOFIA, { text: 'Are you there?' }))
  const { begin, bringHistory, history, said } = await openWithPast()
  await begin()
  await world.desk.db.updateTable('channel_imports').set({ next_page: 'long-gone' }).execute()
  await bringHistory()
  expect(await texts()).toEqual(['Are you there?'])
  await begin()
  let asked = 0
  const broken: SaidSincePort = (wish) => {
    asked += 1
    return wish.page === undefined
      ? said.messages(wish).then((told) => ({ ...told, next: 'broken' }))
      : Promise.resolve({ kind: 'refused', why: '100' })
  }
  await bringHistory({ messages: broken })
  expect(asked).toBe(4)
  expect((await history())[0]).toMatchObject({ detail: { unread: ['messages'] } })
})

test('H1: an import closes no gap, moves nothing that was heard, and takes no ticket from what was missed since', async () => {
  await ago(2 * DAY, () => write(ZOFIA, { text: 'Before' }))
  const { begin, bringHistory, repair, start } = await openWithPast()
  await world.desk.db.updateTable('facebook_connections').set({ gap_since: world.clock.now }).execute()
  const seen = () => world.desk.db.selectFrom('facebook_connections').select(['seen_until', 'gap_since']).executeTakeFirst()
  const before = await seen()
  await write(LAYLA, { text: 'Missed' })
  await begin()
  await bringHistory()
  expect(await seen()).toEqual(before)
  expect(await texts()).toEqual(['Before'])
  await start()
  await repair()
  expect((await tickets()).map(({ status }) => status)).toEqual(['solved', 'new'])
})

test('H1: while Facebook has asked the Page to slow down the import waits', async () => {
  const { begin, bringHistory } = await openWithPast()
  await begin()
  await world.desk.db
    .updateTable('channels')
    .set({ paused_until: new Date(world.clock.now.getTime() + HOUR) })
    .execute()
  await expect(bringHistory()).rejects.toMatchObject({ name: 'NotToldYetError' })
})

test('H1: an import can be asked for as Pages are connected', async () => {
  await ago(2 * DAY, () => write(ZOFIA, { text: 'Before' }))
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE], { historyDays: 30 })
  expect(world.importJobs).toHaveLength(1)
  const rows = await world.desk.db.selectFrom('channel_imports').select(['days', 'since', 'until']).execute()
  expect(rows).toMatchObject([{ days: 30 }])
  expect(rows.map(({ since, until }) => until.getTime() - since.getTime())).toEqual([30 * DAY])
})

const STEPS = ['webhooks', 'import', 'repair'] as const

test.each([
  [['import', 'webhooks', 'repair']],
  [['webhooks', 'import', 'repair']],
  [['repair', 'import', 'webhooks']],
  [['import', 'webhooks', 'import', 'webhooks']],
  [['repair', 'webhooks', 'import', 'repair']],
] as (typeof STEPS)[number][][][])('H1: told by %j it stands there once, in the same order', async (order) => {
  const { begin, bringHistory, wake, repair, start } = await openWithPast()
  // Told by webhooks, too, and all of it of before the Page was connected for whoever imports.
  const { mid } = await write(ZOFIA, { text: 'Do you have bulbs?' })
  await write(ZOFIA, { text: 'And pots?', reply_to: mid })
  await answer(ZOFIA, 'Both.')
  await write(LAYLA, { text: 'Hello?' })
  const shop = await post({ message: 'Tulips' })
  const question = await comment(shop.id, { person_id: LAYLA, message: 'How much?' })
  await aSecondLater()
  await comment(question.id, { as_page: FULL_PAGE, message: 'Three euros.' })
  await write(ZOFIA, { text: 'Thank you' })
  await world.desk.db
    .updateTable('facebook_connections')
    .set({ heard_since: new Date(Date.now() + HOUR) })
    .execute()
  for (const step of order) {
    if (step === 'webhooks') {
      await wake()
    } else if (step === 'import') {
      await begin(7)
      await bringHistory()
    } else {
      await start()
      await repair()
    }
  }
  const said = await world.desk.db
    .selectFrom('entries as e')
    .innerJoin('conversations as co', 'co.id', 'e.conversation_id')
    .select(['co.subject_key as key', 'e.text', 'e.author_kind as by'])
    .where('e.author_kind', 'is not', null)
    .where('e.thing', '<>', 'post')
    .orderBy('co.subject_key')
    .orderBy('e.occurred_at')
    .orderBy('e.external_id')
    .execute()
  const inOrder = Object.groupBy(said, ({ key }) => (key.startsWith('comments') ? 'comments' : key))
  const shown = Object.values(inOrder).map((lines) => lines?.map(({ text }) => text))
  expect(shown).toEqual(
    expect.arrayContaining([['Do you have bulbs?', 'And pots?', 'Both.', 'Thank you'], ['Hello?'], ['How much?', 'Three euros.']]),
  )
  expect(said).toHaveLength(7)
})
