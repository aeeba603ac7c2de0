import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { MemberId, UserId } from '#domain/ids.ts'
import { ticketsOfFolder } from '#storage/tickets/folders.ts'
import {
  deliveryBy,
  echoTo,
  makeWorkspace,
  openIntakeDesk,
  pageDelivery,
  PAGE,
  readBy,
  textFrom,
  writeOwnReply,
  type IntakeDesk,
} from '#test/intake-desk.ts'
import { decideAll, linesOf, writeReply } from '#test/lines.ts'
import type { MessageId } from '#domain/ids.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 10, 20, 12)

function tickets({ desk }: IntakeDesk) {
  return desk.db.selectFrom('tickets').selectAll().orderBy('number').execute()
}

/** What the rows of the list show. */
async function lastLines({ desk, workspaceId }: IntakeDesk) {
  const { tickets: listed } = await ticketsOfFolder(
    desk.db,
    { workspaceId, memberId: desk.newId<MemberId>(), userId: desk.newId<UserId>(), now: desk.now() },
    { folder: 'all', sort: 'activity', limit: 9, after: undefined },
  )
  return listed.map(({ lastLine }) => lastLine)
}

function messages({ desk }: IntakeDesk) {
  return linesOf(desk.db)
}

function thread({ desk }: IntakeDesk) {
  return desk.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
}

async function setStatus({ desk }: IntakeDesk, status: string): Promise<void> {
  await decideAll(desk.db, status)
}

function deliveryStates({ desk }: IntakeDesk) {
  return desk.db.selectFrom('facebook_deliveries').select(['state', 'failure', 'attempts']).orderBy('id').execute()
}

test("a client's messages go to one ticket, in order of Facebook's time", async () => {
  const desk = await openIntakeDesk()
  await desk.hear(
    textFrom({ mid: 'm_2', at: NOON + 2000 }),
    textFrom({ mid: 'm_1', at: NOON + 1000 }),
    textFrom({ mid: 'm_3', at: NOON + 3000 }),
  )
  expect((await messages(desk)).map(({ external_id }) => external_id)).toEqual(['m_1', 'm_2', 'm_3'])
  expect(await tickets(desk)).toMatchObject([{ unanswered_count: 3, last_activity_at: new Date(NOON + 3000) }])
  expect(await lastLines(desk)).toMatchObject([{ line: 'customer-message', text: 'words of m_3' }])
})

test('fault 20: the same message in two deliveries is there once', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await desk.hear({ ...textFrom({ mid: 'm_1', at: NOON }), note: 'other bytes' })
  expect(await messages(desk)).toHaveLength(1)
  expect(await tickets(desk)).toMatchObject([{ unanswered_count: 1 }])
})

test('a label that is cut in the middle of a sign keeps nobody from reading its delivery', async () => {
  const desk = await openIntakeDesk()
  // "standby: " and this many letters: the bicycle is what stands where the label ends.
  const item = { sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: NOON, [`${'x'.repeat(190)}🚲`]: {} }
  await desk.hear({ object: 'page', entry: [{ id: PAGE, time: NOON, standby: [item] }] })
  expect(await deliveryStates(desk)).toMatchObject([{ state: 'read', failure: null }])
  const { label } = await desk.desk.db.selectFrom('not_understood').select('label').executeTakeFirstOrThrow()
  expect(label).toBe(`standby: ${'x'.repeat(190)}\ufffd`)
})

test('fault 21: two first messages of a new person at the same moment make one client, one ticket and two messages', async () => {
  const desk = await openIntakeDesk({ isReading: false })
  // Another lane, so that two workers hold one delivery each and meet at the unique key.
  const second = {
    ...textFrom({ mid: 'm_2', at: NOON + 100 }),
    entry: [{ messaging: [], id: 'another lane' }, ...(textFrom({ mid: 'm_2', at: NOON + 100 })['entry'] as unknown[])],
  }
  await desk.deliver(textFrom({ mid: 'm_1', at: NOON }))
  await desk.deliver(second)
  const readers = [await desk.startReader(), await desk.startReader()]
  await Promise.all(readers.map((reader) => reader.idle()))
  const { rows } = await sql`select (select count(*) from clients) as clients, (select count(*) from conversations) as threads`.execute(
    desk.desk.db,
  )
  expect(rows).toEqual([{ clients: 1, threads: 1 }])
  expect(await tickets(desk)).toMatchObject([{ unanswered_count: 2 }])
  expect(await messages(desk)).toHaveLength(2)
})

test.each([
  ['new', 'new'],
  ['open', 'open'],
  ['pending', 'open'],
  ['on-hold', 'open'],
  ['solved', 'open'],
  ['spam', 'spam'],
])("a customer's message to a ticket that is %s leaves it %s", async (before, after) => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await setStatus(desk, before)
  await desk.hear(textFrom({ mid: 'm_2', at: NOON + 1000 }))
  expect(await tickets(desk)).toMatchObject([{ status: after, solved_at: null }])
})

test.each(['closed', 'deleted'])("a customer's message after a ticket was %s makes a new one with the next number", async (status) => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await setStatus(desk, status)
  await desk.hear(textFrom({ mid: 'm_2', at: NOON + 1000 }))
  expect(await tickets(desk)).toMatchObject([
    { number: 1, status },
    { number: 2, status: 'new', unanswered_count: 1 },
  ])
})

test('each message of the client starts the 24 hours anew, and a late one never shortens them', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }), textFrom({ mid: 'm_2', at: NOON + HOUR }), textFrom({ mid: 'm_0', at: NOON - HOUR }))
  expect(await thread(desk)).toMatchObject({ window_opens_at: new Date(NOON + HOUR), window_closes_at: new Date(NOON + 25 * HOUR) })
})

test('fault 24: a message that arrives a day late counts from when it was written', async () => {
  const desk = await openIntakeDesk()
  const at = Date.now() - 26 * HOUR
  await desk.hear(textFrom({ mid: 'm_1', at }))
  expect(await thread(desk)).toMatchObject({ window_closes_at: new Date(at + 24 * HOUR) })
  expect(await tickets(desk)).toMatchObject([{ status: 'new', unanswered_count: 1 }])
})

test('fault 25: a time in the far future is not believed: the envelope gives the window', async () => {
  const desk = await openIntakeDesk()
  const now = Date.now()
  const item = { sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: now + 1000 * HOUR, message: { mid: 'm_1', text: 'hi' } }
  await desk.hear(pageDelivery(item, { time: now }))
  expect(await thread(desk)).toMatchObject({ window_closes_at: new Date(now + 24 * HOUR) })
})

test('without any time that can be true no window is opened', async () => {
  const desk = await openIntakeDesk()
  const item = { sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: 5, message: { mid: 'm_1', text: 'hi' } }
  await desk.hear(pageDelivery(item, { time: Date.now() + 1000 * HOUR }))
  expect(await thread(desk)).toMatchObject({ window_closes_at: null })
  expect(await messages(desk)).toHaveLength(1)
})

test('fault 30: a message of a kind not understood is in the ticket, opens the window and awaits an answer', async () => {
  const desk = await openIntakeDesk()
  const attachments = [{ type: 'coupon', payload: { code: 'GREEN' } }]
  await desk.hear(pageDelivery({ sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: NOON, message: { mid: 'm_1', attachments } }))
  expect(await messages(desk)).toMatchObject([
    { direction: 'in', kind: 'unknown', text: '', detail: { label: 'attachment: coupon', raw: { attachments } } },
  ])
  expect(await tickets(desk)).toMatchObject([{ unanswered_count: 1 }])
  expect(await thread(desk)).toMatchObject({ window_reason: 'message' })
})

test('a tap on Get Started is in the ticket and opens the window', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(
    pageDelivery({ sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: NOON, postback: { title: 'Get Started', payload: 'GS' } }),
  )
  expect(await messages(desk)).toMatchObject([
    { kind: 'text', text: 'Get Started', content: { parts: [{ kind: 'tap', how: 'postback', title: 'Get Started', payload: 'GS' }] } },
  ])
  expect(await thread(desk)).toMatchObject({ window_reason: 'postback' })
})

test('NUL and half surrogates are repaired, and prototype keys are ordinary words', async () => {
  const desk = await openIntakeDesk()
  const text = String.raw`a\u0000b\ud800c`
  const body = `{"object":"page","entry":[{"id":"${PAGE}","time":${NOON},"messaging":[{"sender":{"id":"7001"},"recipient":{"id":"${PAGE}"},"timestamp":${NOON},
    "message":{"mid":"m_1","text":"${text}","__proto__":{"polluted":"${text}"},"constructor":{"prototype":{"polluted":true}}}}]}]}`
  await desk.hear(body)
  expect(desk.failures).toEqual([])
  expect(await messages(desk)).toMatchObject([{ text: 'a\uFFFDb\uFFFDc', kind: 'unknown' }])
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('a reply written in Business Suite appears as such, answers the customer and is there once', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const echo = echoTo({ mid: 'm_2', text: 'Yes, it is.', at: NOON + 5000, more: { app_id: 26390203743090 } })
  await desk.hear(echo, { ...echo, again: true })
  expect((await messages(desk))[1]).toMatchObject({
    direction: 'out',
    author_kind: 'elsewhere',
    state: 'sent',
    detail: { appId: '26390203743090', appName: 'Meta Business Suite' },
  })
  expect(await messages(desk)).toHaveLength(2)
  expect(await tickets(desk)).toMatchObject([{ status: 'pending', unanswered_count: 0 }])
})

test("the echo of our own message settles it with Facebook's id and time", async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const id = await writeOwnReply(desk, { at: new Date(NOON + 4000) })
  await desk.hear(echoTo({ mid: 'm_2', at: NOON + 5000, more: { app_id: 1, metadata: `desk:${id}` } }))
  expect((await messages(desk))[1]).toMatchObject({
    id,
    external_id: 'm_2',
    occurred_at: new Date(NOON + 5000),
    state: 'sent',
    author_kind: 'member',
  })
  expect(await messages(desk)).toHaveLength(2)
})

test('an echo after the answer of the send changes no state and doubles nothing', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const id = await writeOwnReply(desk, { at: new Date(NOON + 4000), state: 'sent', externalId: 'm_2' })
  await desk.hear(echoTo({ mid: 'm_2', at: NOON + 5000 }))
  expect(await messages(desk)).toMatchObject([{ external_id: 'm_1' }, { id, state: 'sent', author_kind: 'member' }])
})

test('a watermark from before our message was out does not mark it', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const id = await writeOwnReply(desk, { at: new Date(NOON + 1000) })
  await desk.desk.db.updateTable('entries').set({ external_id: 'm_2' }).where('id', '=', id).execute()
  const sent = { state: 'sent', state_at: new Date(NOON + 9000) }
  await desk.desk.db.updateTable('acts').set(sent).where('entry_id', '=', id).execute()
  await desk.hear(readBy({ until: NOON + 5000 }))
  expect((await messages(desk))[1]).toMatchObject({ state: 'sent' })
  await desk.hear(echoTo({ mid: 'm_2', at: NOON + 8000, more: { metadata: `desk:${id}` } }), readBy({ until: NOON + 8000 }))
  expect((await messages(desk))[1]).toMatchObject({ state: 'read' })
})

test.each([
  ['read', (until: number, at: number) => ({ read: { watermark: until }, at })],
  ['delivery', (until: number, at: number) => ({ delivery: { watermark: until }, at })],
])('B29: a %s mark from the future says nothing about what is sent after it was told', async (_what, receipt) => {
  const desk = await openIntakeDesk()
  const told = Date.now() - 60_000
  await desk.hear(textFrom({ mid: 'm_1', at: told - 1000 }))
  const { at, ...news } = receipt(told + HOUR, told)
  await desk.hear(pageDelivery({ sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: at, ...news }, { time: at }))
  const id = await writeOwnReply(desk, { at: new Date(told + 2000) })
  await desk.hear(echoTo({ mid: 'm_2', at: told + 3000, more: { metadata: `desk:${id}` } }))
  expect((await messages(desk))[1]).toMatchObject({ state: 'sent' })
  await desk.hear(readBy({ until: told + 4000 }))
  expect((await messages(desk))[1]).toMatchObject({ state: 'read' })
})

test('a delivery without a watermark waits for the echo of its message', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const id = await writeOwnReply(desk, { at: new Date(NOON + 1000) })
  await desk.hear(deliveryBy({ mids: ['m_2'], until: undefined, at: NOON + 3000 }))
  await desk.hear(echoTo({ mid: 'm_2', at: NOON + 2000, more: { metadata: `desk:${id}` } }))
  expect((await messages(desk))[1]).toMatchObject({ state: 'delivered' })
})

test('fault 23: every order of messages, echoes, deliveries and reads ends in the same state', { timeout: 120_000 }, async () => {
  const desk = await openIntakeDesk()
  const facts = (person: string, own: string) => [
    textFrom({ person, mid: `${person}_1`, at: NOON }),
    textFrom({ person, mid: `${person}_2`, at: NOON + 1000 }),
    echoTo({ person, mid: `${person}_3`, at: NOON + 2000 }),
    textFrom({ person, mid: `${person}_4`, at: NOON + 3000 }),
    echoTo({ person, mid: `${person}_5`, at: NOON + 5000, more: { metadata: `desk:${own}` } }),
    deliveryBy({ person, mids: [`${person}_3`], until: NOON + 2000, at: NOON + 2100 }),
    deliveryBy({ person, mids: [`${person}_5`], until: NOON + 5000, at: NOON + 5100 }),
    readBy({ person, until: NOON + 2000 }),
    textFrom({ person, mid: `${person}_4`, at: NOON + 3000 }),
  ]
  let count = 0
  const stateAfter = async (order: readonly number[], groups: readonly boolean[]) => {
    count += 1
    const person = `9${count}`
    await desk.hear(textFrom({ person, mid: `${person}_0`, at: NOON - 1000 }))
    const ticket = await desk.desk.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()
    const own = desk.desk.newId<MessageId>()
    const { workspaceId, channelId } = desk
    const at = new Date()
    await writeReply(desk.desk.db, {
      id: own,
      workspaceId,
      channelId,
      ticketId: ticket.id,
      conversationId: ticket.conversation_id,
      at,
      state: 'sending',
    })
    for (const [place, index] of order.entries()) {
      await desk.deliver({ ...facts(person, own)[index], nonce: `${person}/${index}` })
      if (groups[place]) {
        await desk.idle()
      }
    }
    await desk.idle()
    const lines = (await linesOf(desk.desk.db))
      .filter(({ ticket_id }) => ticket_id === ticket.id)
      .map(({ external_id, direction, state, author_kind, occurred_at }) => ({
        name: external_id?.replace(person, ''),
        direction,
        state,
        author_kind,
        occurred_at,
      }))
    const after = await desk.desk.db
      .selectFrom('tickets as t')
      .innerJoin('conversations as co', 'co.id', 't.conversation_id')
      .select(['t.status', 't.unanswered_count', 'co.window_closes_at', 'co.delivered_until', 'co.read_until'])
      .where('t.id', '=', ticket.id)
      .executeTakeFirstOrThrow()
    return { lines, ...after }
  }
  const order = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const expected = await stateAfter(
    order,
    order.map(() => true),
  )
  expect(expected).toMatchObject({ status: 'open', unanswered_count: 1 })
  expect(expected.lines.map(({ state }) => state)).toEqual([null, null, null, 'read', null, 'delivered'])
  const shuffled = fc.shuffledSubarray(order, { minLength: order.length })
  const groups = fc.array(fc.boolean(), { minLength: order.length, maxLength: order.length })
  await fc.assert(
    fc.asyncProperty(shuffled, groups, async (one, pauses) => {
      expect(await stateAfter(one, pauses)).toEqual(expected)
    }),
    { numRuns: 25 },
  )
  expect(desk.failures).toEqual([])
})

test('a Page that nobody connected is kept as ignored and shown to nobody', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', page: '999' }))
  expect(await deliveryStates(desk)).toMatchObject([{ state: 'ignored' }])
  expect(await tickets(desk)).toEqual([])
})

test('a Page of another workspace never shows here', async () => {
  const desk = await openIntakeDesk()
  const other = await makeWorkspace(desk.desk, '555')
  await desk.hear(textFrom({ mid: 'm_1', page: '555' }))
  expect(await tickets(desk)).toMatchObject([{ workspace_id: other.workspaceId, number: 1 }])
})

test('what arrives while Facebook is switched off is held, and worked on after switching on', async () => {
  const desk = await openIntakeDesk()
  await desk.desk.db.updateTable('extensions').set({ enabled_at: null }).execute()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }), textFrom({ mid: 'm_2', at: NOON + 1000 }))
  expect(await deliveryStates(desk)).toMatchObject([{ state: 'held' }, { state: 'held' }])
  expect(await tickets(desk)).toEqual([])
  await desk.desk.db.updateTable('extensions').set({ enabled_at: new Date() }).execute()
  await expect.poll(() => messages(desk)).toHaveLength(2)
  expect(await deliveryStates(desk)).toMatchObject([{ state: 'read' }, { state: 'read' }])
})

test('a sample of the dashboard never becomes a conversation', async () => {
  const desk = await openIntakeDesk()
  const value = {
    sender: { id: '12334' },
    recipient: { id: '23245' },
    timestamp: '1527459824',
    message: { mid: 'random_mid', text: 'random_text' },
  }
  await desk.hear({ object: 'page', entry: [{ id: '0', time: 1775089713, changes: [{ field: 'messages', value }] }] })
  await desk.hear({ object: 'page', entry: [{ id: PAGE, time: 1775089713, changes: [{ field: 'messages', value }] }] })
  expect(await tickets(desk)).toEqual([])
})

test('what is not understood is kept once, with its label, beside the conversation', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const game = { sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: NOON + 1000, game_play: { game_id: '5' } }
  const comment = {
    object: 'page',
    entry: [{ id: PAGE, time: 1775089713, changes: [{ field: 'feed', value: { item: 'comment', verb: 'levitate', comment_id: '1_2' } }] }],
  }
  await desk.hear(pageDelivery(game), { ...pageDelivery(game), again: 1 }, comment)
  const kept = await desk.desk.db.selectFrom('not_understood').select(['label', 'subject_key', 'piece']).orderBy('label').execute()
  expect(kept).toMatchObject([
    { label: 'feed comment levitate', subject_key: null },
    { label: 'game play', subject_key: 'direct:7001', piece: game },
  ])
})

test('a message whose name belongs to another conversation of the Page is kept with the reason, and its neighbours live', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ person: '1', mid: 'm_1', at: NOON }))
  const item = (person: string, mid: string) => ({
    sender: { id: person },
    recipient: { id: PAGE },
    timestamp: NOON + 1000,
    message: { mid, text: `words of ${person}` },
  })
  const messaging = [item('2', 'm_2'), item('2', 'm_1'), item('3', 'm_3'), item('4', 'm_3'), item('4', 'm_4')]
  await desk.hear({ object: 'page', entry: [{ id: PAGE, time: NOON, messaging }] })
  expect(desk.failures).toEqual([])
  expect((await messages(desk)).map(({ external_id, text }) => [external_id, text])).toEqual([
    ['m_1', 'words of m_1'],
    ['m_2', 'words of 2'],
    ['m_3', 'words of 3'],
    ['m_4', 'words of 4'],
  ])
  expect(await deliveryStates(desk)).toMatchObject([{ state: 'read' }, { state: 'read', failure: null }])
  const kept = await desk.desk.db.selectFrom('not_understood').select(['label', 'reason', 'piece']).orderBy('id').execute()
  const reason = 'its name belongs to another conversation'
  expect(kept).toEqual([
    { label: 'message', reason, piece: item('2', 'm_1') },
    { label: 'message', reason, piece: item('4', 'm_3') },
  ])
})

test('a message from before the closing that arrives after it joins the closed ticket and does not reopen it', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await decideAll(desk.desk.db, 'closed', new Date(NOON + 2000))
  await desk.hear(textFrom({ mid: 'm_2', at: NOON + 1000 }))
  expect(await tickets(desk)).toMatchObject([{ number: 1, status: 'closed', unanswered_count: 0 }])
  await desk.hear(textFrom({ mid: 'm_3', at: NOON + 3000 }))
  expect(await tickets(desk)).toMatchObject([
    { number: 1, status: 'closed' },
    { number: 2, status: 'new', unanswered_count: 1 },
  ])
})

test('a message that was on its way while somebody clicked Solved reopens the ticket', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  await decideAll(desk.desk.db, 'solved', new Date(NOON + 2000))
  await desk.hear(textFrom({ mid: 'm_2', at: NOON + 1000 }))
  expect(await tickets(desk)).toMatchObject([{ status: 'open' }])
})

test('a receipt of a message not seen yet waits for it and counts as nothing that is not understood', async () => {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_1', at: NOON }))
  const early = deliveryBy({ mids: ['m_2'], until: undefined, at: NOON + 3000 })
  await desk.hear(early, { ...early, again: true })
  expect(await desk.desk.db.selectFrom('not_understood').select('label').execute()).toEqual([])
  expect(await messages(desk)).toHaveLength(1)
  await desk.hear(echoTo({ mid: 'm_2', at: NOON + 2000 }))
  expect((await messages(desk))[1]).toMatchObject({ external_id: 'm_2', author_kind: 'elsewhere', state: 'delivered' })
})

test('fault 29: a delivery nobody can read is set aside at once, and its neighbours go on', async () => {
  const desk = await openIntakeDesk({ isReading: false })
  await desk.deliver(textFrom({ mid: 'm_1', at: NOON }))
  await desk.deliver(`{"object":"page","entry":[{"id":"${PAGE}","messaging":[`)
  await desk.deliver(`{"object":"page","entry":[{"id":"${PAGE}","messaging":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`)
  await desk.deliver(textFrom({ mid: 'm_2', at: NOON + 1000 }))
  await (await desk.startReader()).idle()
  expect(await messages(desk)).toHaveLength(2)
  expect(await deliveryStates(desk)).toMatchObject([
    { state: 'read' },
    { state: 'set-aside', failure: 'not readable as JSON' },
    { state: 'set-aside', failure: 'nested deeper than 100 levels' },
    { state: 'read' },
  ])
})

test('fault 29: a delivery that keeps failing is tried three times and set aside with its failure, and holds nobody back', async () => {
  const desk = await openIntakeDesk({ isReading: false, retryRestsMs: [10, 10] })
  await sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no poison here'; end $$`.execute(
    desk.desk.db,
  )
  await sql`create trigger refuse before insert on entries for each row when (new.text = 'poison') execute function refuse()`.execute(
    desk.desk.db,
  )
  await desk.deliver(textFrom({ person: '1', mid: 'm_1', at: NOON }))
  await desk.deliver(textFrom({ person: '2', mid: 'm_2', text: 'poison', at: NOON }))
  await desk.deliver(textFrom({ person: '3', mid: 'm_3', at: NOON }))
  await desk.startReader()
  await expect.poll(() => deliveryStates(desk)).toMatchObject([{ state: 'read' }, { state: 'set-aside', attempts: 3 }, { state: 'read' }])
  expect((await deliveryStates(desk))[1]?.failure).toContain('no poison here')
  expect((await tickets(desk)).map(({ number }) => number)).toEqual([1, 2])
})

test("fault 28: one Page's flood does not hold back another Page's single message", async () => {
  const desk = await openIntakeDesk({ isReading: false })
  await makeWorkspace(desk.desk, '555')
  for (let index = 0; index < 1000; index += 1) {
    await desk.deliver(textFrom({ person: String(index % 50), mid: `m_${index}`, at: NOON + index }))
  }
  await desk.deliver(textFrom({ mid: 'the single one', page: '555', at: NOON }))
  const reader = await desk.startReader()
  await reader.idle()
  const { rows } = await sql<{ place: number }>`select count(*) as place from events e
    where e.id < (select min(id) from events where workspace_id <> ${desk.workspaceId})`.execute(desk.desk.db)
  expect(rows[0]?.place).toBeLessThan(600)
  expect(await messages(desk)).toHaveLength(1001)
})
