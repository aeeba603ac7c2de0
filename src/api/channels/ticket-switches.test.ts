import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWaiting } from '#desk/tickets/open-waiting.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let url: string
const KINDS = ['comment', 'post', 'mention', 'review']

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('5551')
  url = `/channels/${ours.channelId}/ticket-switches`
})
beforeEach(async () => {
  for (const kind of KINDS) {
    await turn(kind, true)
  }
  await openAll()
})
afterAll(() => desk.close())

const turn = (kind: string, isOn: boolean, as = ours.administrator) => desk.call(as, `PUT ${url}/${kind}`, { body: { isOn } })
const switchOf = async (kind: string) =>
  (await desk.call(ours.administrator, `GET ${url}`)).body.switches.find((each: { kind: string }) => each.kind === kind)
const openAll = async () => {
  for (const job of desk.openJobs.splice(0)) {
    await openWaiting(desk.desk, job)
  }
}
const told = () => desk.desk.db.selectFrom('events').select(['type', 'payload']).where('type', '=', 'channel.switched').execute()
const ticketsOf = (text: string) =>
  desk.desk.db
    .selectFrom('tickets as t')
    .innerJoin('entries as e', 'e.ticket_id', 't.id')
    .select(['t.id', 't.status', 't.unanswered_count as unanswered', 't.number'])
    .where('e.text', '=', text)
    .execute()

let [moment, written] = [1_790_000_000, 10_000]
type Written = { readonly by?: string; readonly under?: string; readonly item?: object; readonly field?: string }

/** Something new that everybody reads, ten seconds after what was written before, under the Page's post 900 unless `item` says otherwise; its own id. */
async function write(text: string, { by = '8101', under, item = {}, field = 'feed' }: Written = {}): Promise<string> {
  moment += 10
  written += 1
  const id = String(written)
  const from = by === 'page' ? { id: ours.page } : { id: by, name: `Person ${by}` }
  const value = {
    item: 'comment',
    verb: 'add',
    from,
    message: text,
    created_time: moment,
    post_id: `${ours.page}_900`,
    comment_id: `900_${id}`,
    parent_id: under === undefined ? `${ours.page}_900` : `900_${under}`,
    ...item,
  }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time: moment, changes: [{ field, value }] }] })
  return id
}

test('each kind makes tickets until an administrator switches it off, and it stands there who did and when', async () => {
  desk.clock.now = new Date('2026-11-29T12:00:00Z')
  const { status, body } = await turn('review', false)
  expect(status).toBe(200)
  const switched = { kind: 'review', isOn: false, changedAt: '2026-11-29T12:00:00.000Z', changedBy: 'Anna', waitingCount: 0 }
  expect(body).toEqual({ ...switched, changedBy: body.changedBy })
  expect(await switchOf('review')).toEqual(body)
  expect(await switchOf('mention')).toMatchObject({ isOn: true })
  desk.clock.now = undefined
})

test('comments that are switched off are kept without a ticket; whoever waits gets one when they are on again, whoever was answered does not', async () => {
  await turn('comment', false)
  const first = await write('Is it open on Sunday?')
  await write('And on Monday?', { under: first })
  const answered = await write('Do you ship to Poland?')
  await write('We do.', { by: 'page', under: answered })
  await write('Never mind', { item: { comment_id: '900_9001' } })
  await write('', { item: { verb: 'remove', comment_id: '900_9001', message: undefined } })
  expect(await ticketsOf('Is it open on Sunday?')).toEqual([])
  expect(await switchOf('comment')).toMatchObject({ isOn: false, waitingCount: 2 })

  await turn('comment', true)
  await openAll()
  const [ticket] = await ticketsOf('Is it open on Sunday?')
  expect(await ticketsOf('And on Monday?')).toEqual([ticket])
  expect(ticket).toMatchObject({ status: 'new', unanswered: 2 })
  expect(await ticketsOf('Do you ship to Poland?')).toEqual([])
  // As if comments had been on all the time: a ticket in which nothing waits.
  expect(await ticketsOf('Never mind')).toMatchObject([{ status: 'new', unanswered: 0 }])
  expect(await switchOf('comment')).toMatchObject({ isOn: true, waitingCount: 0 })

  await write('How long does that take?', { under: answered })
  expect(await ticketsOf('We do.')).toEqual(await ticketsOf('Do you ship to Poland?'))
  expect(await ticketsOf('Do you ship to Poland?')).toMatchObject([{ status: 'open', unanswered: 1 }])
})

test('a ticket that is there goes on while its kind is off; what comes after its closing waits for the switch', async () => {
  const head = await write('My saddle squeaks')
  const [ticket] = await ticketsOf('My saddle squeaks')
  await turn('comment', false)
  await desk.call(ours.agent, `PUT /tickets/${ticket?.id}/status`, { body: { status: 'solved' } })
  await write('It still squeaks', { under: head })
  expect(await ticketsOf('It still squeaks')).toMatchObject([{ id: ticket?.id, status: 'open' }])

  await desk.call(ours.agent, `PUT /tickets/${ticket?.id}/status`, { body: { status: 'closed' } })
  moment = Math.ceil(Date.now() / 1000)
  await write('It squeaks again', { under: head })
  expect(await ticketsOf('It squeaks again')).toEqual([])
  await turn('comment', true)
  await openAll()
  const [next] = await ticketsOf('It squeaks again')
  expect(next).toMatchObject({ status: 'new', unanswered: 1 })
  expect(next?.id).not.toBe(ticket?.id)
})

test('what was answered elsewhere after the closing stands with its answer in the ticket that the next words open', async () => {
  const head = await write('Too small')
  const [ticket] = await ticketsOf('Too small')
  await desk.call(ours.agent, `PUT /tickets/${ticket?.id}/status`, { body: { status: 'closed' } })
  await turn('comment', false)
  moment = Math.ceil(Date.now() / 1000)
  await write('Is there a larger one?', { under: head })
  await write('There is, in March.', { by: 'page', under: head })
  await turn('comment', true)
  await openAll()
  expect(await ticketsOf('Is there a larger one?')).toEqual([])
  await write('In blue?', { under: head })
  const [next] = await ticketsOf('In blue?')
  expect(next?.id).not.toBe(ticket?.id)
  expect([await ticketsOf('Is there a larger one?'), await ticketsOf('There is, in March.')]).toEqual([[next], [next]])
  expect(next).toMatchObject({ status: 'open', unanswered: 1 })
})

test('what came while a ticket lay deleted stands in it when somebody takes it back', async () => {
  const head = await write('Wrong colour')
  const [ticket] = await ticketsOf('Wrong colour')
  await turn('comment', false)
  await desk.call(ours.agent, `PUT /tickets/${ticket?.id}/status`, { body: { status: 'deleted' } })
  moment = Math.ceil(Date.now() / 1000)
  await write('It should be red', { under: head })
  await desk.call(ours.agent, `PUT /tickets/${ticket?.id}/status`, { body: { status: 'open' } })
  expect(await ticketsOf('It should be red')).toMatchObject([{ id: ticket?.id, status: 'open' }])
})

test('however many wait, each gets a ticket of its own, once', async () => {
  await turn('mention', false)
  const changes = Array.from({ length: 230 }, (_, n) => ({
    field: 'mention',
    value: { item: 'post', verb: 'add', post_id: `40_${500_000 + n}`, message: `Mention ${n}`, created_time: moment + n },
  }))
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time: moment, changes }] })
  expect(await switchOf('mention')).toMatchObject({ waitingCount: 230 })
  await turn('mention', true)
  const [job] = desk.openJobs.splice(0)
  const twice = job ? [job, job] : []
  await Promise.all(twice.map((each) => openWaiting(desk.desk, each)))
  const tickets = await Promise.all(changes.map(({ value }) => ticketsOf(value.message)))
  expect(tickets.map(({ length }) => length)).toEqual(changes.map(() => 1))
  expect(await switchOf('mention')).toMatchObject({ waitingCount: 0 })
  expect(desk.failures).toEqual([])
})

test('switched off again before it was their turn, they wait on', async () => {
  await turn('review', false)
  const item = {
    item: 'rating',
    open_graph_story_id: '70',
    reviewer_id: '8106',
    reviewer_name: 'Eva',
    review_text: 'Good',
    recommendation_type: 'POSITIVE',
  }
  await write('', { item, field: 'ratings' })
  await turn('review', true)
  await turn('review', false)
  await openAll()
  expect(await switchOf('review')).toMatchObject({ isOn: false, waitingCount: 1 })
})

test('setting what it is changes nothing and tells nobody', async () => {
  await turn('post', false)
  const [before, events] = [await switchOf('post'), await told()]
  await turn('post', false, ours.administrator)
  expect(await switchOf('post')).toEqual(before)
  expect(await told()).toEqual(events)
  expect(events.at(-1)?.payload).toEqual({ channelId: ours.channelId, kind: 'post', isOn: false })
  expect(desk.openJobs).toEqual([])
})

test('only administrators see and turn the switches, of Pages of their own', async () => {
  for (const person of [ours.agent, ours.employee]) {
    expect((await turn('comment', false, person)).body.code).toBe('not-allowed')
    expect((await desk.call(person, `GET ${url}`)).body.code).toBe('not-allowed')
  }
  const neighbour = await desk.neighbourOf(ours, '5552')
  const chat = await desk.call(ours.administrator, 'POST /channels', { body: { kind: 'chat', name: 'Help' }, key: v7() })
  for (const [who, channelId] of [
    [neighbour.administrator, ours.channelId],
    [ours.administrator, chat.body.id],
    [ours.administrator, v7()],
  ]) {
    expect((await desk.call(who, `PUT /channels/${channelId}/ticket-switches/comment`, { body: { isOn: false } })).body.code).toBe(
      'not-found',
    )
    expect((await desk.call(who, `GET /channels/${channelId}/ticket-switches`)).body.code).toBe('not-found')
  }
  expect((await turn('direct', false)).status).toBe(404)
  expect(await switchOf('comment')).toMatchObject({ isOn: true })
})
