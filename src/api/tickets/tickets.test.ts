import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import { appendEvents } from '#storage/events.ts'
import { pageDelivery } from '#test/intake-desk.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import type { TicketSummary } from '../contract/ticket.ts'

const HOUR_MS = 3_600_000

let desk: TicketDesk
let ours: Company
let theirs: Company

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  theirs = await desk.neighbourOf(ours, '2067280970047461')
})

afterAll(async () => {
  await desk.close()
})

afterEach(() => {
  desk.clock.now = undefined
  expect(desk.failures).toEqual([])
})

/** All pages of a list, one after another. */
async function listAll(company: Company, query: string): Promise<TicketSummary[]> {
  const found: TicketSummary[] = []
  for (let cursor = ''; ;) {
    const { status, body } = await desk.call(company.agent, `GET /tickets?${query}${cursor}`)
    expect(status).toBe(200)
    found.push(...body.tickets)
    if (body.nextCursor === null) {
      return found
    }
    cursor = `&cursor=${body.nextCursor}`
  }
}

async function folders(company: Company): Promise<Record<string, number>> {
  const { body } = await desk.call(company.agent, 'GET /ticket-folders')
  const entries = body.folders.map(({ folder, count }: { folder: string; count: number }) => [folder, count])
  return { ...Object.fromEntries(entries), unanswered: body.unansweredTickets }
}

test('a list gives every ticket once over its pages, newest activity first, ties included', async () => {
  const at = Date.now() - HOUR_MS
  const arrived = [at, at, at, at + 1, at - 1, at, at].map((time) => desk.arrive(theirs, { at: time }))
  const ids = (await Promise.all(arrived)).map(({ id }) => id)

  const listed = await listAll(theirs, 'limit=2')
  expect(listed.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  const times = listed.map(({ lastActivityAt }) => Date.parse(lastActivityAt))
  expect(times).toEqual(times.toSorted((a, b) => b - a))
})

test('the list by reply window gives what closes first on top, and closed windows last, over its pages', async () => {
  const before = Date.now()
  const agesInHours = [1, 30, 23, 23, 40, 10]
  const at = before - 23 * HOUR_MS
  const made = await Promise.all(agesInHours.map((age) => desk.arrive(theirs, { at: age === 23 ? at : before - age * HOUR_MS })))
  const ids = made.map(({ id }) => id)

  const listed = (await listAll(theirs, 'sort=expiring&limit=2')).map(({ id }) => id)
  expect(new Set(listed).size).toBe(listed.length)
  const place = (index: number) => listed.indexOf(ids[index] ?? '')
  expect(new Set([place(2), place(3)])).toEqual(new Set([0, 1]))
  expect(place(5)).toBeLessThan(place(0))
  expect(Math.min(place(1), place(4))).toBeGreaterThan(place(0))
  expect(new Set([place(1), place(4)])).toEqual(new Set([listed.length - 1, listed.length - 2]))
})

test('U29: folders hold what they say, and their counters count the same: Open has no solved ticket, All has every one', async () => {
  const emptyBefore = await folders(ours)
  expect(Object.values(emptyBefore).every((count) => count === 0)).toBe(true)
  const [mine, soon, solved, closed, spam, deleted] = await Promise.all([
    desk.arrive(ours),
    desk.arrive(ours, { at: Date.now() - 20 * HOUR_MS }),
    ...[1, 2, 3, 4].map(() => desk.arrive(ours)),
  ])
  const me = (await desk.call(ours.agent, 'GET /session')).body.memberId
  await desk.call(ours.agent, `PUT /tickets/${mine?.id}/assignee`, { body: { memberId: me } })
  for (const [ticket, status] of [
    [solved, 'solved'],
    [closed, 'closed'],
    [spam, 'spam'],
    [deleted, 'deleted'],
  ] as const) {
    expect(await desk.call(ours.agent, `PUT /tickets/${ticket?.id}/status`, { body: { status } })).toMatchObject({ status: 200 })
  }

  const expected: Record<string, (TicketSummary | undefined)[]> = {
    my: [mine],
    'ending-soon': [soon],
    unassigned: [soon],
    open: [mine, soon],
    all: [mine, soon, solved, closed, spam, deleted],
    solved: [solved],
    closed: [closed],
    spam: [spam],
    deleted: [deleted],
  }
  const counted = await folders(ours)
  for (const [folder, tickets] of Object.entries(expected)) {
    const listed = await listAll(ours, `folder=${folder}`)
    expect(new Set(listed.map(({ id }) => id)), folder).toEqual(new Set(tickets.map((ticket) => ticket?.id)))
    expect(counted[folder], folder).toBe(tickets.length)
  }
  expect(counted['unanswered']).toBe(2)
})

test('U28: unanswered are tickets, however many messages wait in one', async () => {
  const before = (await folders(ours))['unanswered'] ?? 0
  const person = '709901'
  await desk.arrive(ours, { person })
  await desk.arrive(ours, { person })
  expect((await folders(ours))['unanswered']).toBe(before + 1)
})

test('U16: the list tells who wrote last: the customer, a colleague, or an app elsewhere', async () => {
  const ticket = await desk.arrive(ours, { text: 'Is it open?' })
  const shown = async () => (await desk.call(ours.administrator, `GET /tickets/${ticket.id}`)).body.lastMessage
  expect(await shown()).toMatchObject({ direction: 'in', author: { kind: 'client', id: null, name: null }, afterwards: null })

  await desk.call(ours.agent, `POST /tickets/${ticket.id}/replies`, { body: { text: 'It is' }, key: v7() })
  const { user } = (await desk.call(ours.agent, 'GET /session')).body
  expect(await shown()).toMatchObject({ text: 'It is', author: { kind: 'member', id: user.id, name: 'Bea' } })

  const message = { mid: `m_${v7()}`, text: 'Until six', is_echo: true, app_id: 26390203743090 }
  const parties = { sender: { id: ours.page }, recipient: { id: ticket.client.externalId } }
  await desk.hear(pageDelivery({ ...parties, timestamp: Date.now() + 1000, message }, { page: ours.page }))
  expect(await shown()).toMatchObject({ text: 'Until six', author: { kind: 'elsewhere' }, detail: { appName: 'Meta Business Suite' } })
})

test('B09: words beside an attachment come with the label of the attachment, to list and conversation, and never its raw form', async () => {
  const person = '709902'
  const ticket = await desk.arrive(ours, { person })
  const attachments = [{ type: 'coupon', title: 'Bell, brass', payload: { url: 'https://shop.example/bell' } }]
  const message = { mid: `m_${v7()}`, text: 'This bell? https://shop.example/bell', attachments }
  const item = { sender: { id: person }, recipient: { id: ours.page }, timestamp: Date.now() + 1000, message }
  await desk.hear(pageDelivery(item, { page: ours.page }))
  const shown = { kind: 'unknown', text: message.text, detail: { label: 'attachment: coupon' } }
  expect((await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body.lastMessage).toMatchObject(shown)
  const line = (await desk.messagesOf(ours, ticket.id)).at(-1)
  expect(line).toMatchObject(shown)
  expect(line?.detail).not.toHaveProperty('raw')
})

test('each line of a conversation says what it is, with its particulars beside it', async () => {
  const person = '709904'
  const at = Date.now() - HOUR_MS
  const ticket = await desk.arrive(ours, { person, text: 'Is it open?', at })
  const heard = (item: object) =>
    desk.hear(pageDelivery({ sender: { id: person }, recipient: { id: ours.page }, timestamp: at + 1000, ...item }, { page: ours.page }))
  await heard({ game_play: { game_id: '5' } })
  const echo = { mid: `m_${v7()}`, text: 'It is', is_echo: true, app_id: 26390203743090 }
  await heard({ sender: { id: ours.page }, recipient: { id: person }, timestamp: at + 2000, message: echo })
  await desk.call(ours.agent, `POST /tickets/${ticket.id}/internal-comments`, { body: { text: 'Call her' }, key: v7() })
  await desk.call(ours.agent, `POST /tickets/${ticket.id}/replies`, { body: { text: 'Until six' }, key: v7() })
  const { memberId, user } = (await desk.call(ours.agent, 'GET /session')).body
  for (const [door, body] of [
    ['status', { status: 'on-hold' }],
    ['priority', { priority: 'urgent' }],
    ['type', { type: 'task' }],
    ['assignee', { memberId: null }],
    ['assignee', { memberId }],
  ] as const) {
    await desk.call(ours.agent, `PUT /tickets/${ticket.id}/${door}`, { body })
  }
  const bea = { kind: 'member', id: user.id, name: 'Bea' }
  expect(await desk.messagesOf(ours, ticket.id)).toMatchObject([
    { line: 'customer-message', text: 'Is it open?', unread: null, author: { kind: 'client' } },
    { line: 'not-understood', label: 'game play' },
    { line: 'our-message', text: 'It is', state: 'sent', author: { kind: 'elsewhere', appName: 'Meta Business Suite' } },
    { line: 'internal-comment', text: 'Call her', author: bea },
    { line: 'our-message', text: 'Until six', state: 'queued', author: bea },
    { line: 'status-change', change: { from: 'pending', to: 'on-hold' }, author: bea },
    { line: 'priority-change', change: { from: 'medium', to: 'urgent' } },
    { line: 'type-change', change: { from: 'question', to: 'task' } },
    { line: 'assignee-change', change: { from: 'Bea', to: null, isOwn: false } },
    { line: 'assignee-change', change: { from: null, to: 'Bea', isOwn: true } },
  ])
})

test('U6: a message that was changed or taken back says so, in the conversation and in the list', async () => {
  const person = '709903'
  const ticket = await desk.arrive(ours, { person, text: 'See you at ten' })
  const { external_id: mid } = await desk.desk.db
    .selectFrom('entries')
    .select('external_id')
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirstOrThrow()
  const act = (more: object) =>
    pageDelivery({ sender: { id: person }, recipient: { id: ours.page }, timestamp: Date.now() + 1000, ...more }, { page: ours.page })
  const afterwards = async () => [
    (await desk.messagesOf(ours, ticket.id))[0]?.afterwards,
    (await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body.lastMessage.afterwards,
  ]
  await desk.hear(act({ reaction: { mid, action: 'react', emoji: '+' } }))
  expect(await afterwards()).toEqual([null, null])
  await desk.hear(act({ message_edit: { mid, text: 'See you at eleven', num_edit: 1 } }))
  expect(await afterwards()).toEqual(['changed', 'changed'])
  await desk.hear(act({ message: { mid, is_deleted: true } }))
  expect(await afterwards()).toEqual(['taken-back', 'taken-back'])
})

test('a conversation is read from its end, page by page, in order of time', async () => {
  const at = Date.now() - HOUR_MS
  const person = `9${Date.now()}`
  const texts = Array.from({ length: 7 }, (_, index) => `line ${index}`)
  let ticket: TicketSummary | undefined
  for (const [index, text] of texts.entries()) {
    ticket = await desk.arrive(ours, { person, text, at: at + Math.floor(index / 2) })
  }
  const read: string[] = []
  for (let cursor = ''; ;) {
    const { body } = await desk.call(ours.agent, `GET /tickets/${ticket?.id}/messages?limit=3${cursor}`)
    read.unshift(...body.messages.map(({ text }: { text: string }) => text))
    if (body.previousCursor === null) {
      break
    }
    cursor = `&cursor=${body.previousCursor}`
  }
  expect(read).toEqual(texts)
})

test("another workspace's tickets, clients and messages are not there, whatever is asked of them", async () => {
  const theirTicket = await desk.arrive(theirs)
  const ourTicket = await desk.arrive(ours)
  const [theirMessage] = await desk.messagesOf(theirs, theirTicket.id)
  const foreign = `/tickets/${theirTicket.id}`
  const { body: before } = await desk.call(theirs.agent, `GET ${foreign}`)
  const text = { text: 'into the wrong house' }
  const asked: readonly (readonly [string, object?])[] = [
    [`GET ${foreign}`],
    [`GET ${foreign}/messages`],
    [`POST ${foreign}/replies`, text],
    [`POST ${foreign}/internal-comments`, text],
    [`POST ${foreign}/messages/${theirMessage?.id}/attempts`],
    [`POST /tickets/${ourTicket.id}/messages/${theirMessage?.id}/attempts`],
    [`PUT ${foreign}/status`, { status: 'closed' }],
    [`PUT ${foreign}/assignee`, { memberId: null }],
    [`PUT ${foreign}/priority`, { priority: 'urgent' }],
    [`PUT ${foreign}/type`, { type: 'task' }],
    [`GET /clients/${theirTicket.client.id}`],
    [`PUT /clients/${theirTicket.client.id}/note`, { note: 'not mine', before: '' }],
    [`PUT /clients/${theirTicket.client.id}/vip`, { isVip: true }],
  ]
  for (const [request, body] of asked) {
    const answer = await desk.call(ours.administrator, request, { body, key: v7() })
    expect([request, answer.status, answer.body.code]).toEqual([request, 404, 'not-found'])
  }
  expect((await desk.call(theirs.agent, `GET ${foreign}`)).body).toEqual(before)
  const listed = await listAll(ours, 'folder=all')
  expect(listed.map(({ id }) => id)).not.toContain(theirTicket.id)
})

test('nobody reads or works without a session', async () => {
  const ticket = await desk.arrive(ours)
  for (const request of ['GET /tickets', 'GET /ticket-folders', `GET /tickets/${ticket.id}`, `PUT /tickets/${ticket.id}/status`]) {
    const body = request.startsWith('PUT') ? { status: 'open' } : undefined
    expect(await desk.call('', request, { body })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
  }
})

test('an internal employee reads and comments, and does nothing else', async () => {
  const ticket = await desk.arrive(ours)
  const at = `/tickets/${ticket.id}`
  expect((await desk.call(ours.employee, `GET ${at}/messages`)).status).toBe(200)
  expect(await desk.call(ours.employee, `POST ${at}/internal-comments`, { body: { text: 'I know her' }, key: v7() })).toMatchObject({
    status: 201,
    body: { direction: 'internal', text: 'I know her', author: { kind: 'member', name: 'Emil' }, state: null },
  })
  const refused: readonly (readonly [string, object?])[] = [
    [`POST ${at}/replies`, { text: 'Hello' }],
    [`POST ${at}/messages/${v7()}/attempts`],
    [`PUT ${at}/status`, { status: 'solved' }],
    [`PUT ${at}/assignee`, { memberId: null }],
    [`PUT ${at}/priority`, { priority: 'low' }],
    [`PUT ${at}/type`, { type: 'task' }],
    [`PUT /clients/${ticket.client.id}/note`, { note: 'x', before: '' }],
    [`PUT /clients/${ticket.client.id}/vip`, { isVip: true }],
  ]
  for (const [request, body] of refused) {
    expect(await desk.call(ours.employee, request, { body, key: v7() })).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  }
  expect(await desk.messagesOf(ours, ticket.id)).toHaveLength(2)
})

test.each([
  ['a status', 'status', { status: 'pending' }, 'pending', 'status'],
  ['a priority', 'priority', { priority: 'extreme' }, 'open', 'priority'],
  ['a type', 'type', { type: 'incident' }, 'open', 'type'],
])('setting %s opens a new ticket, and stands in the conversation with who did it, once', async (_what, door, body, status, kind) => {
  const ticket = await desk.arrive(ours)
  for (const round of [1, 2]) {
    const answer = await desk.call(ours.agent, `PUT /tickets/${ticket.id}/${door}`, { body })
    expect([round, answer.status, answer.body.status]).toEqual([round, 200, status])
    expect(answer.body).toMatchObject(body)
  }
  const lines = (await desk.messagesOf(ours, ticket.id)).filter(({ direction }) => direction === 'system')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ kind, author: { kind: 'member', name: 'Bea' } })
})

test('a ticket is assigned to a colleague or to nobody, never to a stranger', async () => {
  const ticket = await desk.arrive(ours)
  const at = `PUT /tickets/${ticket.id}/assignee`
  const { memberId: bea } = (await desk.call(ours.agent, 'GET /session')).body
  const { memberId: anna } = (await desk.call(ours.administrator, 'GET /session')).body
  const { memberId: nora } = (await desk.call(theirs.agent, 'GET /session')).body
  for (const memberId of [nora, v7()]) {
    expect(await desk.call(ours.agent, at, { body: { memberId } })).toMatchObject({ status: 404, body: { code: 'not-found' } })
  }
  expect((await desk.call(ours.agent, at, { body: { memberId: bea } })).body).toMatchObject({
    assignee: { memberId: bea, name: 'Bea' },
    status: 'open',
  })
  expect((await desk.call(ours.agent, at, { body: { memberId: null } })).body).toMatchObject({ assignee: null })
  expect(await desk.call(ours.agent, at, { body: { memberId: anna } })).toMatchObject({ status: 200 })
  const lines = (await desk.messagesOf(ours, ticket.id)).filter(({ kind }) => kind === 'assignee')
  expect(lines.map(({ detail }) => detail)).toEqual([
    { from: null, to: 'Bea', isOwn: true },
    { from: 'Bea', to: null },
    { from: null, to: 'Anna Lindqvist' },
  ])
})

test('nobody sets New, a closed ticket stays closed, and the next message makes a new one', async () => {
  const person = `8${Date.now()}`
  const ticket = await desk.arrive(ours, { person })
  const set = (status: string) => desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status } })
  expect(await set('new')).toMatchObject({ status: 200 })
  expect(await set('open')).toMatchObject({ status: 200, body: { status: 'open' } })
  expect(await set('new')).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await set('solved')).toMatchObject({ status: 200, body: { status: 'solved', unansweredCount: 0 } })
  expect(await desk.arrive(ours, { person })).toMatchObject({ id: ticket.id, status: 'open' })
  expect(await set('closed')).toMatchObject({ status: 200, body: { unansweredCount: 0 } })
  expect(await set('open')).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await set('nonsense')).toMatchObject({ status: 400, body: { code: 'invalid' } })
  const next = await desk.arrive(ours, { person })
  expect(next).toMatchObject({ status: 'new' })
  expect(next.number).toBeGreaterThan(ticket.number)
})

test('a deleted ticket comes back, unless the customer has a living one by now', async () => {
  const person = `7${Date.now()}`
  const ticket = await desk.arrive(ours, { person })
  const set = (status: string) => desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status } })
  await set('deleted')
  expect(await set('open')).toMatchObject({ status: 200, body: { status: 'open' } })
  await set('deleted')
  const living = await desk.arrive(ours, { person })
  expect(living.id).not.toBe(ticket.id)
  expect(await set('open')).toMatchObject({ status: 409, body: { code: 'conflict', title: expect.stringContaining(`${living.number}`) } })
  expect(await set('closed')).toMatchObject({ status: 200 })
})

test('U4: after Closed one writes on in a new ticket, one alone, assigned to whoever asked', async () => {
  const ticket = await desk.arrive(ours)
  const next = (cookie = ours.agent) => desk.call(cookie, `PUT /tickets/${ticket.id}/successor`)
  expect(await next()).toMatchObject({ status: 200, body: { id: ticket.id } })
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'closed' } })
  const opened = await next()
  expect(opened).toMatchObject({
    status: 200,
    body: {
      status: 'open',
      unansweredCount: 0,
      assignee: { name: 'Bea' },
      client: { id: ticket.client.id },
      tags: ticket.tags,
      window: ticket.window,
    },
  })
  expect(opened.body.number).toBeGreaterThan(ticket.number)
  expect(await next(ours.administrator)).toMatchObject({ status: 200, body: { id: opened.body.id, assignee: { name: 'Bea' } } })
  const answer = { body: { text: 'One more thing' }, key: v7() }
  expect(await desk.call(ours.agent, `POST /tickets/${opened.body.id}/replies`, answer)).toMatchObject({ status: 201 })
  expect(await desk.arrive(ours, { person: ticket.client.externalId })).toMatchObject({ id: opened.body.id, status: 'open' })
})

test('U4: where the customer wrote after Closed, one writes on in the ticket which that made', async () => {
  const ticket = await desk.arrive(ours)
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'closed' } })
  const theirs = await desk.arrive(ours, { person: ticket.client.externalId })
  expect((await desk.call(ours.agent, `PUT /tickets/${ticket.id}/successor`)).body).toMatchObject({ id: theirs.id, status: 'new' })
})

test('U4: no new ticket is made where no reply could be sent, nor for an internal employee', async () => {
  const at = Date.now() - 2 * 86_400_000
  const ticket = await desk.arrive(ours, { at })
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'closed' } })
  const next = (cookie: string) => desk.call(cookie, `PUT /tickets/${ticket.id}/successor`)
  expect(await next(ours.agent)).toMatchObject({ status: 409, body: { code: 'reply-window-closed' } })
  expect(await next(ours.employee)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
})

test('a client shows identities and tickets; its note and VIP mark are kept apart', async () => {
  const ticket = await desk.arrive(ours)
  const at = `/clients/${ticket.client.id}`
  const note = 'Prefers <b>mornings</b>\n"really" 🌷'
  expect(await desk.call(ours.agent, `PUT ${at}/note`, { body: { note, before: '' } })).toMatchObject({
    status: 200,
    body: { note, isVip: false },
  })
  expect(await desk.call(ours.agent, `PUT ${at}/vip`, { body: { isVip: true } })).toMatchObject({
    status: 200,
    body: { note, isVip: true },
  })
  expect((await desk.call(ours.employee, `GET ${at}`)).body).toMatchObject({
    note,
    identities: [{ channelId: ours.channelId, externalId: ticket.client.externalId }],
    tickets: [{ id: ticket.id, number: ticket.number, status: 'new' }],
  })
  expect(await desk.call(ours.agent, `PUT ${at}/note`, { body: { note: 'x'.repeat(10_001), before: note } })).toMatchObject({ status: 400 })
})

test('U12: a note that a colleague changed meanwhile is not overwritten, and the refusal tells it', async () => {
  const ticket = await desk.arrive(ours)
  const set = (cookie: string, body: { note: string; before: string }) =>
    desk.call(cookie, `PUT /clients/${ticket.client.id}/note`, { body })
  expect(await set(ours.administrator, { note: 'Calls on Mondays', before: '' })).toMatchObject({ status: 200 })
  expect(await set(ours.agent, { note: 'Is deaf, write', before: '' })).toMatchObject({
    status: 409,
    body: { code: 'conflict', facts: { note: 'Calls on Mondays' } },
  })
  expect(await set(ours.agent, { note: 'Is deaf, write', before: 'Calls on Mondays' })).toMatchObject({
    status: 200,
    body: { note: 'Is deaf, write' },
  })
  // The answer was lost, and the same is asked again.
  expect(await set(ours.agent, { note: 'Is deaf, write', before: 'Calls on Mondays' })).toMatchObject({ status: 200 })
})

test('VIP keeps since when', async () => {
  const ticket = await desk.arrive(ours)
  const set = (isVip: boolean) => desk.call(ours.agent, `PUT /clients/${ticket.client.id}/vip`, { body: { isVip } })
  const since = async () =>
    (await desk.desk.db.selectFrom('clients').select('vip_since').where('id', '=', ticket.client.id).executeTakeFirstOrThrow()).vip_since
  await set(true)
  const first = await since()
  await set(true)
  expect(first).toBeInstanceOf(Date)
  expect(await since()).toEqual(first)
  await set(false)
  expect(await since()).toBeNull()
})

test.each([
  "folder=all'%20or%201=1--",
  'folder[]=all',
  'folder=all&folder=my',
  'folder[x]=all',
  'sort=id%20desc',
  'sort=activity;drop%20table%20tickets',
  'limit=0',
  'limit=101',
  'limit=1%20or%201',
  'limit=5&limit=6',
  'order=asc',
  'cursor=nonsense',
  `cursor=${Buffer.from('["2026-01-01T00:00:00Z","\' or 1=1"]').toString('base64url')}`,
  `cursor=${Buffer.from('{"at":1}').toString('base64url')}`,
  `cursor=${'a'.repeat(201)}`,
])('a list asked with %s is refused as invalid', async (query) => {
  expect(await desk.call(ours.agent, `GET /tickets?${query}`)).toMatchObject({
    status: 400,
    type: expect.stringContaining('application/problem+json'),
    body: { status: 400, code: 'invalid', type: expect.any(String), title: expect.any(String) },
  })
})

test('what looks like markup comes back as the same text', async () => {
  const text = '<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1) \u202Etxt.exe {{constructor}}'
  const ticket = await desk.arrive(ours, { text })
  await desk.desk.db.updateTable('clients').set({ name: text }).where('id', '=', ticket.client.id).execute()
  const listed = (await listAll(ours, 'folder=all')).find(({ id }) => id === ticket.id)
  expect(listed).toMatchObject({ lastMessage: { text }, client: { name: text } })
  expect((await desk.messagesOf(ours, ticket.id))[0]).toMatchObject({ text })
  expect((await desk.call(ours.agent, `GET /clients/${ticket.client.id}`)).body).toMatchObject({ name: text })
})

test('bodies with more, less or other than is asked for are refused, and change nothing', async () => {
  const ticket = await desk.arrive(ours)
  const bad: readonly (readonly [string, unknown])[] = [
    ['status', { status: 'solved', workspace_id: v7() }],
    ['status', { status: ['solved'] }],
    ['status', {}],
    ['assignee', { memberId: "x' or 1=1" }],
    ['assignee', { memberId: {} }],
    ['priority', { priority: 'highest' }],
    ['type', []],
  ]
  for (const [door, body] of bad) {
    expect(await desk.call(ours.agent, `PUT /tickets/${ticket.id}/${door}`, { body })).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    })
  }
  const polluted = JSON.parse('{"status":"solved","__proto__":{"isAdmin":true}}')
  expect((await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: polluted })).status).toBe(400)
  expect((await desk.call(ours.agent, 'GET /tickets/1')).status).toBe(404)
  expect((await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body).toEqual(ticket)
})

test('the first steps follow the walk from an empty desk to the first answer', async () => {
  const done = async () =>
    (await desk.call(theirs.agent, 'GET /first-steps')).body.steps
      .filter(({ isDone }: { isDone: boolean }) => isDone)
      .map(({ name }: { name: string }) => name)
  expect(await done()).toEqual(['enable-facebook', 'connect-page', 'first-message'])
  const ticket = await desk.arrive(theirs)
  const { id } = (await desk.call(theirs.agent, `POST /tickets/${ticket.id}/replies`, { body: { text: 'Hello' }, key: v7() })).body
  expect(await done()).toEqual(['enable-facebook', 'connect-page', 'first-message'])
  await desk.desk.db.updateTable('acts').set({ state: 'sent' }).where('entry_id', '=', id).execute()
  expect(await done()).toEqual(['enable-facebook', 'connect-page', 'first-message', 'first-answer'])
})

test('what is not understood yet stands in exactly one ticket: in the next one what came after the first was closed', async () => {
  const person = '709900'
  const at = Date.now() - 60_000
  const first = await desk.arrive(ours, { person, at })
  const game = (timestamp: number) =>
    pageDelivery(
      { sender: { id: person }, recipient: { id: ours.page }, timestamp, game_play: { game_id: String(timestamp) } },
      { page: ours.page },
    )
  await desk.call(ours.agent, `PUT /tickets/${first.id}/status`, { body: { status: 'closed' } })
  await desk.hear(game(at - 1000), game(at + 1000), game(Date.now() + 500))
  const second = await desk.arrive(ours, { person, at: Date.now() + 1000 })
  await desk.hear(game(Date.now() + 2000))
  const kinds = async (ticketId: string) => (await desk.messagesOf(ours, ticketId)).filter(({ kind }) => kind === 'unknown').length
  expect(second.id).not.toBe(first.id)
  expect([await kinds(first.id), await kinds(second.id)]).toEqual([2, 2])
})

test('whoever opens a ticket that became part of another, or writes there, is told which, also where that one went on into a third', async () => {
  const { id: last } = await desk.arrive(ours)
  const [first, second, alone] = [v7(), v7(), v7()] as [TicketId, TicketId, TicketId]
  await desk.desk.db.transaction().execute((tx) =>
    appendEvents(tx, ours.workspaceId as WorkspaceId, [
      { type: 'ticket.removed', ticketId: first, payload: { into: second } },
      { type: 'ticket.removed', ticketId: second, payload: { into: last as TicketId } },
      { type: 'ticket.removed', ticketId: alone, payload: {} },
    ]),
  )
  const solve = (company: Company, ticketId: string) =>
    desk.call(company.agent, `PUT /tickets/${ticketId}/status`, { body: { status: 'solved' } })
  const takenOver = { status: 410, body: { code: 'ticket-taken-over', facts: { into: last } } }
  expect(await solve(ours, first)).toMatchObject(takenOver)
  expect(await desk.call(ours.agent, `GET /tickets/${first}`)).toMatchObject(takenOver)
  expect(await desk.call(ours.agent, `GET /tickets/${first}/messages`)).toMatchObject(takenOver)
  expect(await desk.call(theirs.agent, `GET /tickets/${first}`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await solve(ours, alone)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await solve(theirs, first)).toMatchObject({ status: 404, body: { code: 'not-found' } })
})
