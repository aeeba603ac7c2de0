import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TicketSummary } from '../tickets/contract.ts'
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

test('who may not reply keeps no reply, and nobody keeps anything in a ticket that is not there', async () => {
  expect((await keep(ours.employee, { text: 'Yes', seen: 0 })).status).toBe(403)
  expect((await keep(ours.employee, { text: 'Ask the workshop', seen: 0 }, 'internal')).status).toBe(200)
  const nowhere = '01a2057e-7436-76fa-814a-0a0f5e8e5564'
  expect((await desk.call(ours.agent, `PUT /tickets/${nowhere}/drafts/reply`, { body: { text: 'Yes', seen: 0 } })).status).toBe(404)
})

test('what was begun in a ticket that is over is no draft there any more, once its writer writes on in another', async () => {
  await keep(ours.agent, { text: 'One more thing', seen: 0 })
  await keep(ours.agent, { text: 'Ask the workshop', seen: 0 }, 'internal')
  await keep(ours.administrator, { text: 'From somebody else', seen: 0 })
  await desk.call(ours.administrator, `PUT /tickets/${ticket.id}/status`, { body: { status: 'closed' } })
  const { status } = await desk.call(ours.agent, `PUT /tickets/${ticket.id}/successor`)
  expect(status).toBe(200)
  expect((await drafts(ours.administrator)).map(({ text }: { text: string }) => text)).toEqual(['Ask the workshop', 'From somebody else'])
})
