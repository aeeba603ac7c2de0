import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bringToState } from '#test/lines.ts'
import { openTicketDesk, type Company, type Reply, type TicketDesk } from '#test/ticket-desk.ts'
import type { TicketSummary } from '../contract/ticket.ts'

const DAY_MS = 86_400_000

let desk: TicketDesk
let ours: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})

afterAll(async () => {
  await desk.close()
})

afterEach(() => {
  desk.clock.now = undefined
  expect(desk.failures).toEqual([])
})

const reply = (ticket: TicketSummary, text: unknown, key: string | undefined = v7()): Promise<Reply> =>
  desk.call(ours.agent, `POST /tickets/${ticket.id}/replies`, { body: { text }, ...(key === undefined ? {} : { key }) })

const comment = (ticket: TicketSummary, text: unknown, key = v7()): Promise<Reply> =>
  desk.call(ours.agent, `POST /tickets/${ticket.id}/internal-comments`, { body: { text }, key })

const show = async (ticket: TicketSummary): Promise<TicketSummary> => (await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body

async function outgoingOf(ticket: TicketSummary): Promise<string[]> {
  const messages = await desk.messagesOf(ours, ticket.id)
  return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text)
}

/** A refusal: its status, its code, and that nothing was written. */
async function expectRefused(ticket: TicketSummary, answer: Reply, [status, code]: [number, string]): Promise<void> {
  expect(answer).toMatchObject({
    status,
    type: expect.stringContaining('application/problem+json'),
    body: { status, code, title: expect.any(String) },
  })
  expect(await outgoingOf(ticket)).toEqual([])
}

test('B31: a reply is queued with its job, opens the ticket, and is no answer before the customer can have it', async () => {
  const ticket = await desk.arrive(ours)
  const jobsBefore = desk.sendJobs.length
  const answer = await reply(ticket, '  Hello <b>you</b>\n\n🌷  ')
  expect(answer).toMatchObject({
    status: 201,
    body: {
      ticketId: ticket.id,
      direction: 'out',
      kind: 'text',
      text: 'Hello <b>you</b>\n\n🌷',
      state: 'queued',
      failure: null,
      author: { name: 'Bea' },
    },
  })
  expect(await show(ticket)).toMatchObject({ status: 'open', unansweredCount: 1, lastMessage: { direction: 'out', state: 'queued' } })
  expect(desk.sendJobs).toHaveLength(jobsBefore + 1)
})

test('what can be tapped is told with the line as it is shown; what Facebook does not take is refused at its field, by which of them and how much', async () => {
  const ticket = await desk.arrive(ours)
  const offering = (offer: object) =>
    desk.call(ours.agent, `POST /tickets/${ticket.id}/replies`, { body: { text: 'Which day?', offer }, key: v7() })
  const long = await offering({ kind: 'quick-replies', replies: ['Yes', 'Another day, please tell me'] })
  await expectRefused(ticket, long, [400, 'invalid'])
  expect(long.body).toMatchObject({
    title: 'Quick reply 2 is 7 characters too long.',
    facts: { fields: [{ field: 'offer', message: 'Quick reply 2 is 7 characters too long.' }] },
  })
  await expectRefused(ticket, await offering({ kind: 'buttons', buttons: [{ type: 'postback', title: 'Yes', payload: 'P' }] }), [
    400,
    'invalid',
  ])
  const own = await offering({ kind: 'cards', cards: [{ title: 'Seat', pictureUrl: 'https://desk.test/api/v1/files/1', buttons: [] }] })
  await expectRefused(ticket, own, [400, 'invalid'])
  expect(own.body.title).toMatch(/lies on this desk/u)
  expect(await offering({ kind: 'quick-replies', replies: ['Saturday', 'Sunday'] })).toMatchObject({
    status: 201,
    body: { text: 'Which day?', state: 'queued', parts: [{ part: 'choices', titles: ['Saturday', 'Sunday'] }] },
  })
})

test('U38: a comment opens the ticket, shows in its row, and leaves the customer waiting', async () => {
  const ticket = await desk.arrive(ours)
  const jobsBefore = desk.sendJobs.length
  expect(await comment(ticket, 'He called too')).toMatchObject({ status: 201, body: { direction: 'internal', state: null } })
  expect(await show(ticket)).toMatchObject({
    status: 'open',
    unansweredCount: 1,
    lastMessage: { direction: 'internal', text: 'He called too' },
  })
  expect(desk.sendJobs).toHaveLength(jobsBefore)
  for (const text of ['', '  \n ', 'x'.repeat(10_001), 7, null]) {
    expect(await comment(ticket, text)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  }
})

test('U29: the first reply gives a ticket that nobody has to who answered, and a later one takes it from nobody', async () => {
  const ticket = await desk.arrive(ours)
  const { memberId } = (await desk.call(ours.agent, 'GET /session')).body
  await reply(ticket, 'Hello')
  expect(await show(ticket)).toMatchObject({ assignee: { memberId, name: 'Bea' } })
  const events = await desk.desk.db.selectFrom('events').select(['type', 'payload']).where('ticket_id', '=', ticket.id).execute()
  expect(events).toContainEqual({ type: 'ticket.changed', payload: { assignee: { from: null, to: 'Bea' } } })

  await desk.call(ours.administrator, `POST /tickets/${ticket.id}/replies`, { body: { text: 'And from me' }, key: v7() })
  expect(await show(ticket)).toMatchObject({ assignee: { memberId } })
})

test('a reply may have 1986 characters, spaces around it not counted', async () => {
  const ticket = await desk.arrive(ours)
  expect(await reply(ticket, `  ${'x'.repeat(1986)}\n`)).toMatchObject({ status: 201, body: { text: 'x'.repeat(1986) } })
})

test.each([
  ['1987 letters', 'x'.repeat(1987)],
  ['994 emoji', '🌷'.repeat(994)],
])('a reply of %s is too long, and the refusal counts', async (_what, text) => {
  const ticket = await desk.arrive(ours)
  const answer = await reply(ticket, text)
  await expectRefused(ticket, answer, [422, 'message-too-long'])
  expect(answer.body.facts).toEqual({ length: text.length, limit: 1986 })
})

test.each([[''], ['   \n\t ']])('a reply of nothing but white space (%j) is refused', async (text) => {
  const ticket = await desk.arrive(ours)
  await expectRefused(ticket, await reply(ticket, text), [422, 'message-empty'])
})

test('a reply that is not text is refused as invalid', async () => {
  const ticket = await desk.arrive(ours)
  for (const text of [undefined, null, 7, ['a'], { a: 1 }]) {
    await expectRefused(ticket, await reply(ticket, text), [400, 'invalid'])
  }
})

test('letters that PostgreSQL cannot hold are shown as the sign for an unreadable letter', async () => {
  const ticket = await desk.arrive(ours)
  const odd = 'a\u0000b\ud800c'
  const readable = 'a\ufffdb\ufffdc'
  expect(await reply(ticket, odd)).toMatchObject({ status: 201, body: { text: readable } })
  expect(await comment(ticket, odd)).toMatchObject({ status: 201, body: { text: readable } })
  const at = `PUT /clients/${ticket.client.id}/note`
  expect(await desk.call(ours.agent, at, { body: { note: odd, before: '' } })).toMatchObject({ status: 200, body: { note: readable } })
})

test('a reply is refused from the very moment the 24 hours end', async () => {
  const at = Date.now() - 60_000
  const ticket = await desk.arrive(ours, { at })
  desk.clock.now = new Date(at + DAY_MS)
  const late = await reply(ticket, 'Too late')
  await expectRefused(ticket, late, [409, 'reply-window-closed'])
  expect(late.body.facts).toEqual({ closedAt: new Date(at + DAY_MS).toISOString(), remains: [] })
  desk.clock.now = new Date(at + DAY_MS - 1)
  expect((await reply(ticket, 'Just in time')).status).toBe(201)
})

test('nobody may be written to of whom no moment is known in which they wrote', async () => {
  const person = `6${Date.now()}`
  const said = { sender: { id: person }, recipient: { id: ours.page }, message: { mid: `m_${v7()}`, text: 'Sometime' } }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, messaging: [said] }] })
  const { body } = await desk.call(ours.agent, 'GET /tickets')
  const ticket: TicketSummary = body.tickets.find(({ client }: TicketSummary) => client.externalId === person)
  expect(ticket).toMatchObject({ window: null, status: 'new' })
  expect(await reply(ticket, 'Hello')).toMatchObject({ status: 409, body: { code: 'reply-window-closed' } })
  expect(await outgoingOf(ticket)).toEqual([])
})

test('nothing is written on a Page that is disconnected, or while Facebook is switched off', async () => {
  const ticket = await desk.arrive(ours)
  const setState = (state: string) => desk.desk.db.updateTable('channels').set({ state }).where('id', '=', ours.channelId).execute()
  await setState('disconnected')
  await expectRefused(ticket, await reply(ticket, 'Hello'), [409, 'channel-disconnected'])
  await setState('connected')
  await desk.call(ours.administrator, 'PUT /extensions/facebook', { body: { isEnabled: false } })
  await expectRefused(ticket, await reply(ticket, 'Hello'), [409, 'extension-disabled'])
  expect(await show(ticket)).toMatchObject({ channel: { state: 'switched-off' } })
  await desk.call(ours.administrator, 'PUT /extensions/facebook', { body: { isEnabled: true } })
  expect((await reply(ticket, 'Hello')).status).toBe(201)
})

test.each(['closed', 'deleted'])('nothing is written in a %s ticket, but a comment may be', async (status) => {
  const ticket = await desk.arrive(ours)
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status } })
  await expectRefused(ticket, await reply(ticket, 'Hello'), [409, 'ticket-closed'])
  expect((await comment(ticket, 'For the record')).status).toBe(201)
  expect(await show(ticket)).toMatchObject({ status })
})

test('a command without an Idempotency-Key is refused', async () => {
  const ticket = await desk.arrive(ours)
  for (const door of ['replies', 'internal-comments']) {
    expect(await desk.call(ours.agent, `POST /tickets/${ticket.id}/${door}`, { body: { text: 'Hello' } })).toMatchObject({
      status: 400,
      type: expect.stringContaining('application/problem+json'),
      body: { code: 'idempotency-key-missing' },
    })
  }
  for (const key of ['', 'x'.repeat(201)]) {
    expect(await reply(ticket, 'Hello', key)).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } })
  }
  expect(await outgoingOf(ticket)).toEqual([])
})

test('the same key gives the same answer and one message; with another text, ticket or door it is refused', async () => {
  const [ticket, other] = [await desk.arrive(ours), await desk.arrive(ours)]
  const key = v7()
  const first = await reply(ticket, 'Once', key)
  expect(await reply(ticket, 'Once', key)).toMatchObject({ status: 201, body: first.body })
  for (const answer of [await reply(ticket, 'Twice', key), await reply(other, 'Once', key), await comment(ticket, 'Once', key)]) {
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  }
  expect(await outgoingOf(ticket)).toEqual(['Once'])
  expect(await outgoingOf(other)).toEqual([])
})

test("one person's key is nobody else's", async () => {
  const ticket = await desk.arrive(ours)
  const key = v7()
  expect((await reply(ticket, "Bea's", key)).status).toBe(201)
  const at = `POST /tickets/${ticket.id}/replies`
  expect((await desk.call(ours.administrator, at, { body: { text: "Anna's" }, key })).status).toBe(201)
  expect(await outgoingOf(ticket)).toEqual(["Bea's", "Anna's"])
})

test('a refused command leaves its key free', async () => {
  const ticket = await desk.arrive(ours, { at: Date.now() - 60_000 })
  const key = v7()
  desk.clock.now = new Date(Date.now() + DAY_MS)
  expect((await reply(ticket, 'Hello', key)).status).toBe(409)
  desk.clock.now = undefined
  expect((await reply(ticket, 'Hello', key)).status).toBe(201)
})

test('twenty clicks at once are one message: each gets its answer, or hears that it still runs', async () => {
  const ticket = await desk.arrive(ours)
  const key = v7()
  const jobsBefore = desk.sendJobs.length
  const answers = await Promise.all(Array.from({ length: 20 }, () => reply(ticket, 'Double click', key)))
  const done = answers.filter(({ status }) => status === 201)
  const running = answers.filter(({ status }) => status === 409)
  expect(done.length).toBeGreaterThan(0)
  expect(done.length + running.length).toBe(20)
  expect(new Set(done.map(({ body }) => body.id)).size).toBe(1)
  expect(running.every(({ body }) => body.code === 'request-in-progress')).toBe(true)
  expect(await outgoingOf(ticket)).toEqual(['Double click'])
  expect(desk.sendJobs).toHaveLength(jobsBefore + 1)
})

test('only a failed message is tried again, under the rules of a new one', async () => {
  const at = Date.now() - 60_000
  const ticket = await desk.arrive(ours, { at })
  const { id } = (await reply(ticket, 'Again')).body
  const retry = () => desk.call(ours.agent, `POST /tickets/${ticket.id}/messages/${id}/attempts`, { key: v7() })
  const setState = (state: string) => bringToState(desk.desk.db, id, state)
  for (const state of ['queued', 'sending', 'sent', 'read', 'unconfirmed']) {
    await setState(state)
    expect(await retry()).toMatchObject({ status: 409, body: { code: 'conflict' } })
  }
  await setState('failed')
  desk.clock.now = new Date(at + DAY_MS)
  expect(await retry()).toMatchObject({ status: 409, body: { code: 'reply-window-closed' } })
  desk.clock.now = undefined
  const jobsBefore = desk.sendJobs.length
  expect(await retry()).toMatchObject({ status: 201, body: { id, state: 'queued', failure: null } })
  expect(desk.sendJobs).toHaveLength(jobsBefore + 1)
  const incoming = (await desk.messagesOf(ours, ticket.id))[0]
  expect(await desk.call(ours.agent, `POST /tickets/${ticket.id}/messages/${incoming?.id}/attempts`, { key: v7() })).toMatchObject({
    status: 404,
  })
})

test('a body that is no JSON, or not called JSON, is refused with words', async () => {
  const ticket = await desk.arrive(ours)
  const at = `POST /tickets/${ticket.id}/replies`
  const send = (body: string, type: string) => desk.call(ours.agent, at, { body, key: v7(), headers: { 'content-type': type } })
  expect(await send('{"text":', 'application/json')).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect(await send('text=Hello', 'application/x-www-form-urlencoded')).toMatchObject({
    status: 415,
    body: { code: 'unsupported-media-type' },
  })
  expect(await send('{"text":"Hello"}', 'text/plain')).toMatchObject({ status: 415 })
  expect(await send(JSON.stringify({ text: 'x'.repeat(2_000_000) }), 'application/json')).toMatchObject({
    status: 413,
    body: { code: 'body-too-large' },
  })
  const origin = { 'content-type': 'application/json', origin: 'https://evil.example' }
  expect(await desk.call(ours.agent, at, { body: { text: 'Hello' }, key: v7(), headers: origin })).toMatchObject({ status: 403 })
  expect(await outgoingOf(ticket)).toEqual([])
})
