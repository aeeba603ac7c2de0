import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { learnPrivateReply } from '#desk/moderation/learn-private-reply.ts'
import type { OpenChannel, PrivateReplySight } from '#domain/channels/channel-port.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'

let desk: TicketDesk
let ours: Company
let comments = 0

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
})
afterAll(() => desk.close())

type Wish = { readonly act: string; readonly text?: string; readonly reaction?: string }

/** Somebody comments under a post of the Page: the ticket, and its line. */
async function comment(at = Date.now()) {
  comments += 1
  const [id, time] = [`61${comments}`, Math.floor(at / 1000)]
  const value = {
    item: 'comment',
    verb: 'add',
    from: { id: `81${comments}`, name: `Jane ${comments}` },
    comment_id: `900_${id}`,
    post_id: `${ours.page}_900`,
    parent_id: `${ours.page}_900`,
    message: 'How much?',
    created_time: time,
  }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
  const { tickets } = (await desk.call(ours.administrator, 'GET /tickets?limit=100')).body
  const ticket = tickets.find(({ client }: { client: { name: string } }) => client.name === `Jane ${comments}`)
  const [line] = await desk.messagesOf(ours, ticket.id)
  return { ticket, line, id, moderate: (cookie: string, wish: Wish) => moderate(cookie, `${ticket.id}/messages/${line?.id}`, wish) }
}

const moderate = (cookie: string, of: string, wish: Wish) => desk.call(cookie, `POST /tickets/${of}/acts`, { body: wish, key: v7() })

test('a comment is a ticket of its kind, under its post, by whoever wrote it', async () => {
  const { ticket, line } = await comment()
  expect(ticket).toMatchObject({ kind: 'comment', postId: '900', tags: ['Facebook:Comment'], unansweredCount: 1, window: null })
  expect(line).toMatchObject({ line: 'customer-message', isPublic: true, isHidden: false, author: { name: ticket.client.name }, acts: [] })
  expect((await desk.call(ours.agent, `GET /channels/${ours.channelId}/posts/900`)).body).toMatchObject({
    state: 'asked',
    author: null,
    text: '',
  })
  expect((await desk.call(ours.agent, `GET /channels/${ours.channelId}/posts/901`)).status).toBe(404)
})

test('what is asked for waits for Facebook, with who asked for it; employees may not', async () => {
  const { moderate: ask } = await comment()
  expect((await ask(ours.employee, { act: 'hide' })).status).toBe(403)
  const answer = await ask(ours.agent, { act: 'hide' })
  expect(answer).toMatchObject({ status: 201, body: { acts: [{ act: 'hide', state: 'queued', by: { name: 'Bea' }, failure: null }] } })
})

test.each<[string, Wish, number]>([
  ['edited', { act: 'edit', text: 'better' }, 409],
  ['answered privately without words', { act: 'reply-privately', text: '  ' }, 422],
  ['answered privately with too many', { act: 'reply-privately', text: 'x'.repeat(1987) }, 422],
  ['levitated', { act: 'levitate' }, 400],
  ['reacted to as if it were private', { act: 'react', reaction: '👍' }, 409],
  ['reacted to with words', { act: 'react', reaction: 'thanks' }, 400],
])('what a customer wrote cannot be %s', async (_how, wish, status) => {
  const { moderate: ask } = await comment()
  expect((await ask(ours.agent, wish)).status).toBe(status)
})

test('B16: whatever became of the ticket, what stands on Facebook is hidden, liked and deleted; only what is said ends with it', async () => {
  const { ticket, line, id, moderate: ask } = await comment()
  const question = () => desk.call(ours.agent, `POST /tickets/${ticket.id}/messages/${line?.id}/private-reply-questions`)
  await desk.call(ours.agent, `PUT /tickets/${ticket.id}/status`, { body: { status: 'closed' } })
  for (const act of ['hide', 'show', 'like', 'unlike']) {
    expect((await ask(ours.agent, { act })).status).toBe(201)
  }
  expect((await ask(ours.agent, { act: 'reply-privately', text: 'Forty' })).body).toMatchObject({ code: 'ticket-closed' })
  expect((await question()).status).toBe(202)
  expect(desk.privateReplyJobs.filter(({ entryId }) => entryId === line?.id)).toEqual([])
  expect((await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body).toMatchObject({ status: 'closed', assignee: null })

  await answerTo(id, 'And now?')
  const { tickets } = (await desk.call(ours.administrator, 'GET /tickets?limit=100')).body
  const next = tickets.find(({ client }: { client: { name: string } }) => client.name === ticket.client.name)
  expect(next.id).not.toBe(ticket.id)
  expect((await ask(ours.agent, { act: 'remove' })).status).toBe(201)
  expect((await moderate(ours.agent, `${next.id}/messages/${line?.id}`, { act: 'hide' })).status).toBe(404)
  expect((await desk.call(ours.agent, `GET /tickets/${next.id}`)).body).toMatchObject({ status: 'new' })
})

/** Whoever commented last says more below it. */
async function answerTo(id: string, message: string): Promise<void> {
  const time = Math.floor(Date.now() / 1000) + 1
  const at = { item: 'comment', verb: 'add', from: { id: `81${comments}`, name: `Jane ${comments}` }, created_time: time }
  const value = { ...at, comment_id: `900_${id}1`, post_id: `${ours.page}_900`, parent_id: `900_${id}`, message }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
}

test('B16: one private reply to a comment, within seven days', async () => {
  const fresh = await comment()
  expect((await fresh.moderate(ours.agent, { act: 'reply-privately', text: 'Forty' })).status).toBe(201)
  expect((await fresh.moderate(ours.agent, { act: 'reply-privately', text: 'Fifty' })).body.title).toContain('answered privately already')
  const old = await comment(Date.now() - 7 * 24 * 3_600_000 - 60_000)
  expect((await old.moderate(ours.agent, { act: 'reply-privately', text: 'Forty' })).body.title).toContain('7 days ended')
})

test('B16: what Facebook said of a private reply stands beside the comment, and the desk refuses for it', async () => {
  const { ticket, line, moderate: ask } = await comment()
  const question = () => desk.call(ours.agent, `POST /tickets/${ticket.id}/messages/${line?.id}/private-reply-questions`)
  expect([(await question()).status, (await question()).status]).toEqual([202, 202])
  const [job, ...more] = desk.privateReplyJobs.filter(({ entryId }) => entryId === line?.id)
  expect(more).toEqual([])
  const learn = async (answer: 'can' | 'cannot') => {
    const port = { open: () => Promise.resolve({ kind: 'open', channel: saying({ kind: 'told', answer }) } as const) }
    await (job && learnPrivateReply({ ...desk.desk }, port, job))
    return (await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body.privateReply
  }
  expect(await learn('can')).toEqual(ticket.privateReply)
  expect(ticket.privateReply).toMatchObject({ state: 'open', until: expect.any(String) })
  expect(await learn('cannot')).toEqual({ state: 'none', until: null })
  expect(await desk.messagesOf(ours, ticket.id)).toMatchObject([{ privateReply: 'cannot' }])
  expect((await ask(ours.agent, { act: 'reply-privately', text: 'Forty' })).body.title).toContain('does not say why')
})

test('B16: of what went with the head of its thread nobody asks whether it can be answered privately, nor can it', async () => {
  const { ticket, id } = await comment()
  await answerTo(id, 'Anybody?')
  const [, below] = await desk.messagesOf(ours, ticket.id)
  const time = Math.floor(Date.now() / 1000) + 2
  const gone = { item: 'comment', verb: 'remove', comment_id: `900_${id}`, post_id: `${ours.page}_900`, parent_id: `${ours.page}_900` }
  const value = { ...gone, from: { id: `81${comments}` }, created_time: time }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
  const at = `${ticket.id}/messages/${below?.id}`
  expect((await desk.call(ours.agent, `POST /tickets/${at}/private-reply-questions`)).status).toBe(202)
  expect(desk.privateReplyJobs.filter(({ entryId }) => entryId === below?.id)).toEqual([])
  expect((await moderate(ours.agent, at, { act: 'reply-privately', text: 'Forty' })).body.title).toContain('It was deleted')
})

/** A channel that only answers whether one can reply privately. */
function saying(answer: PrivateReplySight): OpenChannel {
  const refuse = () => Promise.reject(new Error('Nothing else is asked here.'))
  return {
    ...FREE_PACE,
    keyName: 'key',
    bring: refuse,
    show: refuse,
    carry: refuse,
    look: refuse,
    mayReplyPrivately: () => Promise.resolve(answer),
  }
}

test('private messages are not moderated', async () => {
  const ticket = await desk.arrive(ours, { text: 'Hello' })
  const [line] = await desk.messagesOf(ours, ticket.id)
  expect((await moderate(ours.agent, `${ticket.id}/messages/${line?.id}`, { act: 'like' })).status).toBe(409)
})

test('a public answer is said as a comment, and its feed event settles it where the answer was lost', async () => {
  const { ticket, id } = await comment()
  const reply = (await desk.call(ours.agent, `POST /tickets/${ticket.id}/replies`, { body: { text: 'Forty euro' }, key: v7() })).body
  expect(reply).toMatchObject({ isPublic: true, state: 'queued' })
  await desk.desk.db.updateTable('acts').set({ state: 'unconfirmed' }).where('entry_id', '=', reply.id).execute()
  const time = Math.floor(Date.now() / 1000) + 1
  const from = { id: ours.page, name: 'A Page' }
  const at = { item: 'comment', verb: 'add', from, post_id: `${ours.page}_900`, parent_id: `900_${id}`, created_time: time }
  const value = { ...at, comment_id: '900_7001', message: ' Forty  euro' }
  const event = { object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] }
  await desk.hear(event, event)
  const lines = await desk.messagesOf(ours, ticket.id)
  expect(lines).toMatchObject([{ text: 'How much?' }, { id: reply.id, text: 'Forty euro', state: 'sent', author: { name: 'Bea' } }])
  expect((await desk.call(ours.agent, `GET /tickets/${ticket.id}`)).body).toMatchObject({ unansweredCount: 0, status: 'pending' })
})

/** The Page's words come back as Facebook tells them. */
async function pageSays(below: string, value: object): Promise<void> {
  const time = Math.floor(Date.now() / 1000) + 1
  const at = {
    item: 'comment',
    verb: 'add',
    from: { id: ours.page, name: 'A Page' },
    post_id: `${ours.page}_900`,
    parent_id: `900_${below}`,
  }
  const change = { field: 'feed', value: { ...at, created_time: time, ...value } }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [change] }] })
}

const reply = (ticketId: string, body: object) => desk.call(ours.agent, `POST /tickets/${ticketId}/replies`, { body, key: v7() })

test.each([
  ['by name', (name: string) => ({ message: `${name} forty euro` })],
  [
    'with tags and a part of the name',
    () => ({ message: 'Jane forty euro', message_tags: [{ id: '1', name: 'Jane Doe', offset: 0, length: 4 }] }),
  ],
])(
  'an answer that mentions whoever wrote the comment begins with their name, and is known again when it comes back %s',
  async (_how, told) => {
    const { ticket, line, id } = await comment()
    const { name } = ticket.client
    expect(line).toMatchObject({ mention: { name, length: name.length + 1 } })
    const said = (await reply(ticket.id, { text: 'forty euro', mention: line?.id })).body
    const mentions = [{ offset: 0, length: name.length }]
    expect(said).toMatchObject({ text: `${name} forty euro`, mentions, state: 'queued' })
    await desk.desk.db.updateTable('acts').set({ state: 'unconfirmed' }).where('entry_id', '=', said.id).execute()
    await pageSays(id, { comment_id: `900_${id}7`, ...told(name) })
    const lines = await desk.messagesOf(ours, ticket.id)
    expect(lines).toMatchObject([{ text: 'How much?' }, { id: said.id, text: `${name} forty euro`, mentions, state: 'sent' }])
    const act = await desk.desk.db.selectFrom('acts').select('body').where('entry_id', '=', said.id).executeTakeFirstOrThrow()
    expect(act.body).toEqual({
      text: `${name} forty euro`,
      mentions: [{ externalId: expect.stringMatching(/^81/), offset: 0, length: name.length }],
    })
  },
)

test('an answer in doubt that mentions somebody is sent anyway with its mention', async () => {
  const { ticket, line } = await comment()
  const { name } = ticket.client
  const said = (await reply(ticket.id, { text: 'forty euro', mention: line?.id })).body
  await desk.desk.db.updateTable('acts').set({ state: 'unconfirmed' }).where('entry_id', '=', said.id).execute()
  const again = await desk.call(ours.agent, `POST /tickets/${ticket.id}/messages/${said.id}/repetitions`, { key: v7() })
  const mentions = [{ offset: 0, length: name.length }]
  expect(again).toMatchObject({ status: 201, body: { text: `${name} forty euro`, mentions, state: 'queued' } })
  const acts = await desk.desk.db.selectFrom('acts').select('body').where('entry_id', 'in', [said.id, again.body.id]).execute()
  const [body] = acts.map((act) => act.body)
  expect(body).toMatchObject({ mentions: [{ externalId: expect.stringMatching(/^81/), offset: 0, length: name.length }] })
  expect(acts.map((act) => act.body)).toEqual([body, body])
})

test('an answer that is taken back gives back whom it mentions, to be mentioned again', async () => {
  const { ticket, line } = await comment()
  const { name } = ticket.client
  const first = (await reply(ticket.id, { text: 'forty euro', mention: line?.id, undo: true })).body
  const { status, body } = await desk.call(ours.agent, `DELETE /tickets/${ticket.id}/messages/${first.id}`)
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { text: 'forty euro', mention: { messageId: line?.id, name, length: name.length + 1 } },
  })
  const again = (await reply(ticket.id, { text: body.text, mention: body.mention.messageId, undo: true })).body
  expect(again).toMatchObject({ text: `${name} forty euro`, mentions: [{ offset: 0, length: name.length }] })
  await desk.call(ours.agent, `DELETE /tickets/${ticket.id}/messages/${again.id}`)
  const plain = (await reply(ticket.id, { text: 'forty euro', undo: true })).body
  expect((await desk.call(ours.agent, `DELETE /tickets/${ticket.id}/messages/${plain.id}`)).body.mention).toBeNull()
})

test('the name counts among the characters of an answer; of a long one the tag does', async () => {
  const { ticket, line } = await comment()
  const most = 1986 - (ticket.client.name.length + 1)
  expect((await reply(ticket.id, { text: 'x'.repeat(most + 1), mention: line?.id })).body).toMatchObject({ code: 'message-too-long' })
  expect((await reply(ticket.id, { text: ' ', mention: line?.id })).body).toMatchObject({ code: 'message-empty' })
  expect((await reply(ticket.id, { text: 'x'.repeat(most), mention: line?.id })).status).toBe(201)
})

test('nobody is mentioned whom Facebook does not name, who wrote elsewhere, or who wrote in private', async () => {
  const [here, elsewhere] = [await comment(), await comment()]
  expect((await reply(here.ticket.id, { text: 'Yes', mention: elsewhere.line?.id })).body).toMatchObject({ code: 'conflict' })
  await pageSays(here.id, { comment_id: `900_${here.id}8`, message: 'And I?', from: undefined })
  const nobody = (await desk.messagesOf(ours, here.ticket.id)).at(-1)
  expect(nobody).toMatchObject({ text: 'And I?', mention: null })
  expect((await reply(here.ticket.id, { text: 'Yes', mention: nobody?.id })).body.title).toContain('does not tell who wrote this')
  const direct = await desk.arrive(ours, { text: 'Hello' })
  const [message] = await desk.messagesOf(ours, direct.id)
  expect(message).toMatchObject({ mention: null })
  expect((await reply(direct.id, { text: 'Yes', mention: message?.id })).body).toMatchObject({ code: 'conflict' })
})

test('nobody is mentioned by typing what Facebook takes for a name, be it in an answer or in an edit of one', async () => {
  const { ticket, id } = await comment()
  const refused = { status: 409, body: { code: 'conflict', title: expect.stringContaining('“@[4]”') } }
  expect(await reply(ticket.id, { text: 'Ask @[4]' })).toMatchObject(refused)
  expect((await desk.messagesOf(ours, ticket.id)).length).toBe(1)
  await pageSays(id, { comment_id: `900_${id}7`, message: 'Ask @[5]' })
  const said = (await desk.messagesOf(ours, ticket.id)).at(-1)
  const edit = (text: string) => moderate(ours.agent, `${ticket.id}/messages/${said?.id}`, { act: 'edit', text })
  expect(await edit('Ask @[4]')).toMatchObject(refused)
  expect((await edit('Do ask @[5]')).status).toBe(201)
  const direct = await desk.arrive(ours, { text: 'Hello' })
  expect((await reply(direct.id, { text: 'Ask @[4]' })).status).toBe(201)
})

test('whoever is named in an answer stays named in an edit, as long as the name stays in its place', async () => {
  const { ticket, line, id } = await comment()
  const { name } = ticket.client
  const said = (await reply(ticket.id, { text: 'forty', mention: line?.id })).body
  await desk.desk.db.updateTable('acts').set({ state: 'unconfirmed' }).where('entry_id', '=', said.id).execute()
  await pageSays(id, { comment_id: `900_${id}9`, message: `${name} forty` })
  const edit = (text: string) => moderate(ours.agent, `${ticket.id}/messages/${said.id}`, { act: 'edit', text })
  await edit(`${name} fifty`)
  await edit('Fifty')
  const acts = await desk.desk.db
    .selectFrom('acts')
    .select('body')
    .where('entry_id', '=', said.id)
    .where('kind', '=', 'edit')
    .orderBy('created_at')
    .execute()
  expect(acts).toEqual([
    { body: { text: `${name} fifty`, mentions: [{ externalId: expect.any(String), offset: 0, length: name.length }] } },
    { body: { text: 'Fifty' } },
  ])
})

test('whoever may not is told by each act which right it needs', async () => {
  const inPublic = await comment()
  const inPrivate = await desk.arrive(ours)
  const [message] = await desk.messagesOf(ours, inPrivate.id)
  const told = async (wish: Wish): Promise<string> => {
    const at =
      wish.act === 'react' || wish.act === 'unreact'
        ? `${inPrivate.id}/messages/${message?.id}`
        : `${inPublic.ticket.id}/messages/${inPublic.line?.id}`
    const { status, body } = await moderate(ours.employee, at, wish)
    return `${status} ${body.title.split('.')[0]}`
  }
  for (const act of ['hide', 'show', 'remove', 'like', 'unlike', 'block', 'unblock']) {
    expect(await told({ act }), act).toBe('403 Only agents can moderate comments')
  }
  for (const act of ['edit', 'reply-privately']) {
    expect(await told({ act, text: 'Hello' }), act).toBe('403 Only agents can moderate comments')
  }
  expect(await told({ act: 'react', reaction: '👍' })).toBe('403 Only agents can reply')
  expect(await told({ act: 'unreact' })).toBe('403 Only agents can reply')
})
