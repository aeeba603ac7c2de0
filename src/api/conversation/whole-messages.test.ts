import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageDelivery } from '#test/intake-desk.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import { openStream } from '#test/event-stream.ts'

const PERSON = '7900000000000007'
let desk: TicketDesk
let ours: Company
let agent: string

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  agent = ours.agent
})
afterAll(() => desk.close())

const hear = (item: object) =>
  desk.hear(pageDelivery({ sender: { id: PERSON }, recipient: { id: ours.page }, timestamp: Date.now(), ...item }))
const linesAs = async (who: string, ticketId: string) => (await desk.call(who, `GET /tickets/${ticketId}/messages`)).body.messages

test('a message is told with its parts, what it answers, its history and its reactions', async () => {
  const ticket = await desk.arrive(ours, { person: PERSON, text: 'Which one?', mid: 'm_q' })
  const attachments = [
    { type: 'image', payload: { url: 'https://cdn.example/1.jpg' } },
    { type: 'coupon', payload: { code: 'GREEN' } },
  ]
  await hear({ message: { mid: 'm_a', text: 'This one', attachments, reply_to: { mid: 'm_q' } } })
  await hear({ message_edit: { mid: 'm_a', text: 'This green one', num_edit: 1 } })
  await hear({ reaction: { mid: 'm_a', action: 'react', emoji: '❤', reaction: 'love' } })
  const lines = await linesAs(agent, ticket.id)
  expect(lines[1]).toMatchObject({
    line: 'customer-message',
    text: 'This green one',
    afterwards: 'changed',
    withheld: false,
    unread: 'attachment: coupon',
    parts: [{ part: 'file', what: 'picture', state: 'waiting', id: expect.any(String), url: null }],
    edits: [{ text: 'This one' }, { text: 'This green one' }],
    reactions: [{ by: 'client', reaction: 'love', emoji: '❤' }],
    quote: { lineId: lines[0].id, ticketId: ticket.id, externalKnown: true, author: { kind: 'client' }, text: 'Which one?', parts: [] },
  })
  expect(JSON.stringify(lines)).not.toContain('cdn.example')
  const { body: row } = await desk.call(agent, `GET /tickets/${ticket.id}`)
  expect(row.lastMessage).toMatchObject({ text: 'This green one', isEdited: true, summary: [{ what: 'picture', count: 1 }] })
  const raw = `GET /tickets/${ticket.id}/messages/${lines[1].id}/raw`
  expect((await desk.call(ours.administrator, raw)).body).toMatchObject({
    label: 'attachment: coupon',
    raw: expect.stringContaining('GREEN'),
    isWhole: true,
  })
  expect((await desk.call(agent, raw)).status).toBe(403)
  expect((await desk.call(ours.administrator, raw.replace(lines[1].id, lines[0].id))).status).toBe(404)
})

test('what was taken back only administrators read, in the conversation, in what quotes it, in the row and live', async () => {
  const ticket = await desk.arrive(ours, { person: PERSON, text: 'My secret', mid: 'm_secret' })
  await hear({ message: { mid: 'm_about', text: 'About that', reply_to: { mid: 'm_secret' } } })
  const secret = (await linesAs(agent, ticket.id)).find(({ text }: { text: string }) => text === 'My secret')
  const [streamOfAgent, streamOfAdministrator] = [await openStream(desk, agent), await openStream(desk, ours.administrator)]
  await streamOfAgent.started()
  await streamOfAdministrator.started()
  await hear({ message: { mid: 'm_secret', is_deleted: true } })
  // A slow reader of events may still be at what was changed before.
  const changed = (stream: typeof streamOfAgent) =>
    stream.changes().filter(({ data }) => data.type === 'entry.changed' && JSON.stringify(data).includes(secret.id))
  await expect.poll(() => [changed(streamOfAgent).length, changed(streamOfAdministrator).length]).toEqual([1, 1])
  const secretIn = async (who: string) => {
    const lines = (await linesAs(who, ticket.id)).filter(
      ({ text, quote }: { text: string; quote: object | null }) => text === 'My secret' || quote,
    )
    return JSON.stringify(lines).includes('My secret')
  }
  expect([await secretIn(agent), await secretIn(ours.administrator)]).toEqual([false, true])
  expect(JSON.stringify(changed(streamOfAgent))).not.toContain('My secret')
  expect(JSON.stringify(changed(streamOfAdministrator))).toContain('My secret')
  const withheld = (await linesAs(agent, ticket.id)).find(({ afterwards }: { afterwards: string | null }) => afterwards === 'taken-back')
  expect(withheld).toMatchObject({ text: '', withheld: true, parts: [], edits: [] })
  const { body: client } = await desk.call(agent, `GET /clients/${ticket.client.id}`)
  expect(JSON.stringify(client)).not.toContain('My secret')
})

test('what happened and nobody said is a line, and another app that answers is told on the ticket', async () => {
  const ticket = await desk.arrive(ours, { person: PERSON, text: 'Hello again' })
  await hear({ take_thread_control: { previous_owner_app_id: '1', new_owner_app_id: '263902037430900' } })
  const lines = await linesAs(agent, ticket.id)
  expect(lines.at(-1)).toMatchObject({
    line: 'note',
    note: {
      what: 'thread-control',
      how: 'taken',
      from: { id: '1', isUs: true },
      to: { id: '263902037430900', name: 'Meta Business Suite', isUs: false },
    },
  })
  const otherApp = async () => (await desk.call(agent, `GET /tickets/${ticket.id}`)).body.otherApp
  expect(await otherApp()).toMatchObject({ id: '263902037430900', name: 'Meta Business Suite' })
  await hear({ pass_thread_control: { previous_owner_app_id: '263902037430900', new_owner_app_id: '1' } })
  expect(await otherApp()).toBeNull()
})
