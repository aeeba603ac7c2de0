import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TicketSummary } from '../contract/ticket.ts'
import { v7 } from 'uuid'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let ticket: TicketSummary

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047461')
})
afterAll(() => desk.close())
beforeEach(async () => {
  ticket = await desk.arrive(ours, { text: 'Is it ready?' })
})

const keep = (cookie: string, body: object, mode = 'reply') => desk.call(cookie, `PUT /tickets/${ticket.id}/drafts/${mode}`, { body })
const drafts = async (cookie: string) => (await desk.call(cookie, `GET /tickets/${ticket.id}/drafts`)).body.drafts

test('what somebody has begun to write is kept, and colleagues see it', async () => {
  expect(await keep(ours.agent, { text: 'Yes, sin', seen: 0 })).toMatchObject({ status: 200, body: { version: 1 } })
  expect(await keep(ours.agent, { text: 'Yes, since noon', seen: 1 })).toMatchObject({ body: { version: 2 } })
  await keep(ours.agent, { text: 'Ask the workshop', seen: 0 }, 'internal')
  const seen = [
    { name: 'Bea', mode: 'reply', text: 'Yes, since noon', version: 2, threadId: null },
    { name: 'Bea', mode: 'internal', text: 'Ask the workshop', version: 1 },
  ]
  expect(await drafts(ours.agent)).toMatchObject(seen)
  expect(await drafts(ours.administrator)).toMatchObject(seen)
})

test('what another browser wrote on is never written over, and the same words are no conflict', async () => {
  await keep(ours.agent, { text: 'From the shop', seen: 0 })
  expect(await keep(ours.agent, { text: 'From home', seen: 0 })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await keep(ours.agent, { text: 'From the shop', seen: 0 })).toMatchObject({ status: 200, body: { version: 1 } })
  expect(await drafts(ours.agent)).toMatchObject([{ text: 'From the shop', version: 1 }])
  expect(await keep(ours.agent, { text: 'From home', seen: 1 })).toMatchObject({ body: { version: 2 } })
})

test('two browsers that write at once: one of them is told', async () => {
  const answers = await Promise.all(['One', 'Two', 'Three'].map((text) => keep(ours.agent, { text, seen: 0 })))
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409])
})

test('what was sent is no draft any more: colleagues see none, and its writer’s other browsers learn it', async () => {
  await keep(ours.agent, { text: 'Yes', seen: 0 })
  expect(await keep(ours.agent, { text: '', seen: 1 })).toMatchObject({ body: { version: 2 } })
  expect(await drafts(ours.administrator)).toEqual([])
  expect(await drafts(ours.agent)).toMatchObject([{ text: '', version: 2 }])
})

const say = (path: string, body: object) => desk.call(ours.agent, `POST /tickets/${ticket.id}/${path}`, { body, key: v7() })

test('what was sent is no draft any more, though the browser that sent it never says so', async () => {
  await keep(ours.agent, { text: 'Yes, it is.\n\nWe close  at six. ', seen: 0 })
  await keep(ours.agent, { text: 'She called', seen: 0 }, 'internal')
  expect((await say('replies', { text: 'Yes, it is.', more: ['We close  at six.'] })).status).toBe(201)
  expect(await drafts(ours.administrator)).toMatchObject([{ mode: 'internal', text: 'She called' }])
  expect((await say('internal-comments', { text: 'She called' })).status).toBe(201)
  expect(await drafts(ours.administrator)).toEqual([])
  expect(await keep(ours.agent, { text: '', seen: 1 })).toMatchObject({ status: 200, body: { version: 2 } })
})

test('what its writer has begun since, and what a colleague has, stays a draft', async () => {
  await keep(ours.agent, { text: 'And bring the bike', seen: 0 })
  await keep(ours.administrator, { text: 'Yes', seen: 0 })
  await say('replies', { text: 'Yes' })
  expect((await drafts(ours.administrator)).map(({ text }: { text: string }) => text)).toEqual(['And bring the bike', 'Yes'])
})

test('who may not reply keeps no reply, and nobody keeps anything in a ticket that is not there', async () => {
  expect((await keep(ours.employee, { text: 'Yes', seen: 0 })).status).toBe(403)
  expect((await keep(ours.employee, { text: 'Ask the workshop', seen: 0 }, 'internal')).status).toBe(200)
  const nowhere = '01a2057e-7436-76fa-814a-0a0f5e8e5564'
  expect((await desk.call(ours.agent, `PUT /tickets/${nowhere}/drafts/reply`, { body: { text: 'Yes', seen: 0 } })).status).toBe(404)
})

test('what was begun in a ticket that is over goes on in the one in which its writer writes on, whichever browser they ask from', async () => {
  await keep(ours.agent, { text: 'One more thing', offer: DAYS, seen: 0 })
  await keep(ours.agent, { text: 'Ask the workshop', seen: 0 }, 'internal')
  await keep(ours.administrator, { text: 'From somebody else', seen: 0 })
  await desk.call(ours.administrator, `PUT /tickets/${ticket.id}/status`, { body: { status: 'closed' } })
  const { status, body: next } = await desk.call(ours.agent, `PUT /tickets/${ticket.id}/successor`)
  expect(status).toBe(200)
  expect((await drafts(ours.administrator)).map(({ text }: { text: string }) => text)).toEqual(['Ask the workshop', 'From somebody else'])
  const there = (await desk.call(ours.administrator, `GET /tickets/${next.id}/drafts`)).body.drafts
  expect(there).toMatchObject([{ name: 'Bea', mode: 'reply', text: 'One more thing', offer: DAYS, version: 1 }])
})

const DAYS = { kind: 'quick-replies', replies: ['Saturday', ''] }
const CARDS = { kind: 'cards', cards: [{ title: 'Seat', buttons: [{ does: 'open', title: 'See', url: 'https://shop.example/seat' }] }] }

test('what is to be tapped is kept with the words or without one, finished or not, and colleagues see it', async () => {
  expect(await keep(ours.agent, { text: '', offer: DAYS, seen: 0 })).toMatchObject({ status: 200, body: { version: 1 } })
  expect(await drafts(ours.administrator)).toMatchObject([{ text: '', offer: DAYS }])
  expect(await keep(ours.agent, { text: '', offer: CARDS, seen: 0 })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await keep(ours.agent, { text: '', offer: DAYS, seen: 0 })).toMatchObject({ body: { version: 1 } })
  expect(await keep(ours.agent, { text: 'These:', offer: CARDS, seen: 1 })).toMatchObject({ body: { version: 2 } })
  expect(await keep(ours.agent, { text: 'These two:', seen: 2 })).toMatchObject({ body: { version: 3 } })
  expect(await drafts(ours.agent)).toMatchObject([{ text: 'These two:', offer: CARDS }])
  expect(await keep(ours.agent, { text: '', offer: null, seen: 3 })).toMatchObject({ body: { version: 4 } })
  expect(await drafts(ours.administrator)).toEqual([])
})

test('what nobody could make into something to tap is not kept, with what is wrong', async () => {
  const refused = async (offer: object) => (await keep(ours.agent, { text: '', offer, seen: 0 })).body
  expect(await refused({ kind: 'quick-replies', replies: [7] })).toMatchObject({
    code: 'invalid',
    facts: { fields: [{ field: 'offer.replies.0' }] },
  })
  expect(await refused({ kind: 'buttons', buttons: [{ type: 'postback', title: 'Yes' }] })).toMatchObject({ code: 'invalid' })
  expect(await refused({ kind: 'quick-replies', replies: ['x'.repeat(1001)] })).toMatchObject({ code: 'invalid' })
  const wordy = { title: 'x'.repeat(1000), buttons: Array.from({ length: 50 }, () => ({ does: 'answer', title: 'x'.repeat(1000) })) }
  expect(await refused({ kind: 'cards', cards: [wordy, wordy, wordy] })).toMatchObject({
    code: 'invalid',
    facts: { fields: [{ field: 'offer', message: expect.stringContaining('where 150,000 are the most') }] },
  })
  expect((await keep(ours.agent, { text: '', offer: DAYS, seen: 0 }, 'internal')).body).toMatchObject({
    code: 'invalid',
    facts: { fields: [{ field: 'offer', message: 'An internal comment has nothing to tap.' }] },
  })
  expect(await drafts(ours.agent)).toMatchObject([])
})

test('what was offered is begun no more; what was begun to be offered since stays', async () => {
  await keep(ours.agent, { text: 'Which day?', offer: { ...DAYS, replies: [' Saturday', 'Sunday'] }, seen: 0 })
  expect((await say('replies', { text: 'Which day?', offer: { ...DAYS, replies: ['Saturday', 'Sunday'] } })).status).toBe(201)
  expect(await drafts(ours.administrator)).toEqual([])
  await keep(ours.agent, { text: 'Or these?', offer: CARDS, seen: 2 })
  await say('replies', { text: 'Or these?' })
  expect(await drafts(ours.administrator)).toMatchObject([{ text: '', offer: CARDS, version: 4 }])
  await say('replies', { text: 'Wait' })
  expect(await drafts(ours.administrator)).toMatchObject([{ offer: CARDS, version: 4 }])
})

const inFolder = async (cookie: string) => (await desk.call(cookie, 'GET /tickets?folder=drafts&limit=2')).body
const counted = async (cookie: string) =>
  (await desk.call(cookie, 'GET /ticket-folders')).body.folders.find(({ folder }: { folder: string }) => folder === 'drafts').count

test('tickets in which somebody has begun something are a folder of theirs, what was written on last on top', async () => {
  const writer = await desk.join(ours.administrator, 'Dina', 'agent')
  const others = [await desk.arrive(ours, { text: 'And mine?' }), await desk.arrive(ours, { text: 'And ours?' })]
  for (const [place, { id }] of [ticket, ...others].entries()) {
    await desk.call(writer, `PUT /tickets/${id}/drafts/reply`, { body: { text: `Draft ${place}`, seen: 0 } })
  }
  await keep(writer, { text: 'Ask the workshop', seen: 0 }, 'internal')
  const page = await inFolder(writer)
  expect(page.tickets).toMatchObject([
    { id: ticket.id, drafts: [{ mode: 'internal', text: 'Ask the workshop' }] },
    { id: others[1]?.id, drafts: [{ mode: 'reply', text: 'Draft 2' }] },
  ])
  const { body: next } = await desk.call(writer, `GET /tickets?folder=drafts&limit=2&cursor=${page.nextCursor}`)
  expect({ ids: next.tickets.map(({ id }: { id: string }) => id), more: next.nextCursor }).toEqual({ ids: [others[0]?.id], more: null })
  expect(await counted(writer)).toBe(3)
  expect((await inFolder(await desk.join(ours.administrator, 'Elif', 'agent'))).tickets).toEqual([])
  await keep(writer, { text: '', seen: 1 }, 'internal')
  expect((await inFolder(writer)).tickets.map(({ id }: { id: string }) => id)).toEqual([others[1]?.id, others[0]?.id])
  await desk.call(writer, `PUT /tickets/${ticket.id}/drafts/reply`, { body: { text: '', offer: DAYS, seen: 1 } })
  expect(await counted(writer)).toBe(3)
  expect((await inFolder(writer)).tickets[0]).toMatchObject({
    id: ticket.id,
    drafts: [{ mode: 'reply', text: '', offer: 'quick-replies' }],
  })
  await desk.call(writer, `PUT /tickets/${ticket.id}/drafts/reply`, { body: { text: '', offer: null, seen: 2 } })
  expect(await counted(writer)).toBe(2)
})
