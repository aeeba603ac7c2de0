import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Line } from '#api/conversation/contract.ts'
import { createCarrier } from '#desk/acts/carry-next.ts'
import type { Act } from '#domain/acts/act.ts'
import type { Outcome } from '#domain/acts/outcome.ts'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import { countedOtherwise } from '#test/whole-posts.ts'

/** One ticket per comment thread, or one per post: what is said under one post by several people, and who is told to be answered. */
let desk: TicketDesk
let ours: Company
let url: string
/** Each test has a post of its own. */
let postId = ''
let [moment, names, posts] = [1_790_000_000, 10_000, 900]
/** What Facebook was asked for, and what it is to answer. */
let asked: { readonly act: Act; readonly on: string | undefined }[] = []
let answer: (() => Outcome) | undefined

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('5561')
  url = `/channels/${ours.channelId}/comment-tickets`
})
beforeEach(async () => {
  posts += 1
  postId = String(posts)
  asked = []
  answer = undefined
  await choose('post')
})
afterEach(async () => expect(await countedOtherwise(desk.desk.db)).toEqual([]))
afterAll(() => desk.close())

const choose = (onePer: string, as = ours.administrator) => desk.call(as, `PUT ${url}`, { body: { onePer } })

type Written = { readonly by?: string | undefined; readonly under?: string | undefined; readonly item?: object }

/** Somebody new comments under the post, or answers a comment; what they wrote is its name at Facebook. */
async function write(text: string, { by = text, under, item = {} }: Written = {}): Promise<string> {
  moment = Math.max(moment + 10, Math.ceil(Date.now() / 1000))
  names += 1
  const id = String(names)
  const from = by === 'page' ? { id: ours.page } : { id: `81${by}`, name: by }
  const parent = under === undefined ? `${ours.page}_${postId}` : `${postId}_${under}`
  const place = { post_id: `${ours.page}_${postId}`, comment_id: `${postId}_${id}`, parent_id: parent }
  const value = { item: 'comment', verb: 'add', from, message: text, created_time: moment, ...place, ...item }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time: moment, changes: [{ field: 'feed', value }] }] })
  return id
}

const ticketOf = async (text: string) => {
  const { ticketId } = await desk.desk.db
    .selectFrom('entries')
    .select('ticket_id as ticketId')
    .where('text', '=', text)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return ticketId === null ? undefined : (await desk.call(ours.agent, `GET /tickets/${ticketId}`)).body
}
const linesOf = async (ticketId: string) => await desk.messagesOf(ours, ticketId)
const lineOf = async (ticketId: string, text: string): Promise<Line & { readonly threadId?: string | null }> => {
  const line = (await linesOf(ticketId)).find((each) => 'text' in each && each.text === text)
  if (!line) {
    throw new Error(`Nobody wrote ${text}.`)
  }
  return line
}
const reply = (ticketId: string, body: object) => desk.call(ours.agent, `POST /tickets/${ticketId}/replies`, { key: v7(), body })
const setStatus = (ticketId: string, status: string) => desk.call(ours.agent, `PUT /tickets/${ticketId}/status`, { body: { status } })
/** What waits in each thread under the post, by its first words. */
async function waiting(): Promise<Record<string, number>> {
  const { body } = await desk.call(ours.agent, `GET /channels/${ours.channelId}/posts/${postId}/threads`)
  return Object.fromEntries(
    body.threads.map((thread: { lines: { text: string }[]; unansweredCount: number }) => [thread.lines[0]?.text, thread.unansweredCount]),
  )
}

const port: ChannelPort = {
  open: async () => ({
    kind: 'open',
    channel: {
      ...FREE_PACE,
      keyName: 'a key',
      bring: () => Promise.reject(new Error('Nothing is brought.')),
      carry: async (act, { under, target }) => {
        asked.push({ act, on: target?.calledAs ?? under })
        names += 1
        return answer?.() ?? { kind: 'sent', externalId: String(names), calledAs: `${postId}_${names}` }
      },
      look: async () => ({ kind: 'unclear' }),
      mayReplyPrivately: async () => ({ kind: 'unclear' }),
      show: async () => ({ kind: 'shown', restUntil: undefined }),
    },
  }),
}
async function carryAll(): Promise<void> {
  for (const job of desk.sendJobs.splice(0)) {
    await createCarrier(desk.desk, port).carryNext(job)
  }
}

test('until an administrator chooses, each thread is a ticket; then it stands there who chose and when', async () => {
  const neighbour = await desk.neighbourOf(ours, '5562')
  const chosen = await desk.call(ours.administrator, `GET ${url}`)
  expect(chosen.body).toMatchObject({ onePer: 'post', changedAt: expect.any(String), changedBy: expect.stringContaining('Anna') })
  expect((await desk.call(neighbour.administrator, `GET /channels/${neighbour.channelId}/comment-tickets`)).body).toEqual({
    onePer: 'thread',
    changedAt: null,
    changedBy: null,
  })
  expect((await choose('post')).body).toEqual(chosen.body)
  expect((await choose('thread')).body).toMatchObject({ onePer: 'thread' })
  for (const person of [ours.agent, ours.employee]) {
    expect((await choose('thread', person)).body.code).toBe('not-allowed')
  }
  expect((await choose('thread', neighbour.administrator)).body.code).toBe('not-found')
  expect((await choose('workspace')).body.code).toBe('invalid')
})

test('two people under one post are one ticket; answering one leaves the other waiting, and says so', async () => {
  const first = await write('Is it oak?', { by: 'Nora' })
  await write('Do you ship?', { by: 'Ola' })
  const { id } = await ticketOf('Is it oak?')
  expect(await ticketOf('Do you ship?')).toMatchObject({
    id,
    kind: 'comment',
    postId,
    wholePost: { text: null },
    unansweredCount: 2,
    status: 'new',
  })

  expect(await reply(id, { text: 'Yes.' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  const question = await lineOf(id, 'Is it oak?')
  expect(await reply(id, { text: 'Yes, it is.', answering: question.id })).toMatchObject({
    status: 201,
    body: { threadId: question.threadId },
  })
  expect(await ticketOf('Is it oak?')).toMatchObject({ unansweredCount: 2, status: 'open' })
  await carryAll()
  expect(asked).toEqual([{ act: { kind: 'say', text: 'Yes, it is.' }, on: `${postId}_${first}` }])
  expect(await ticketOf('Is it oak?')).toMatchObject({ unansweredCount: 1, status: 'open' })
  expect(await waiting()).toEqual({ 'Is it oak?': 0, 'Do you ship?': 1 })

  await reply(id, { text: 'We do.', answering: (await lineOf(id, 'Do you ship?')).id })
  await carryAll()
  expect(await ticketOf('Is it oak?')).toMatchObject({ unansweredCount: 0, status: 'pending' })
  expect(await waiting()).toEqual({ 'Is it oak?': 0, 'Do you ship?': 0 })
  expect(desk.failures).toEqual([])
})

test('an answer that Facebook did not take answers nobody', async () => {
  await write('In blue?', { by: 'Nora' })
  await write('In red?', { by: 'Ola' })
  const { id } = await ticketOf('In blue?')
  answer = () => ({ kind: 'failed', failure: { reason: 'refused' } })
  await reply(id, { text: 'Only in green.', answering: (await lineOf(id, 'In blue?')).id })
  await carryAll()
  expect(await ticketOf('In blue?')).toMatchObject({ unansweredCount: 2, status: 'open' })
  expect(await waiting()).toEqual({ 'In blue?': 1, 'In red?': 1 })
})

test('an answer written elsewhere answers its own thread alone', async () => {
  const first = await write('Open on Sunday?', { by: 'Nora' })
  await write('And parking?', { by: 'Ola' })
  await write('We are.', { by: 'page', under: first })
  expect(await ticketOf('And parking?')).toMatchObject({ unansweredCount: 1, status: 'open' })
  expect(await waiting()).toEqual({ 'Open on Sunday?': 0, 'And parking?': 1 })
})

test('each answer names something of the very ticket', async () => {
  await write('Here?', { by: 'Nora' })
  const here = await ticketOf('Here?')
  const foreign = await desk.arrive(ours, { text: 'Elsewhere' })
  const [line] = await linesOf(foreign.id)
  expect((await reply(here.id, { text: 'No.', answering: line?.id })).body.code).toBe('not-found')
  expect((await reply(here.id, { text: 'No.', answering: v7() })).body.code).toBe('not-found')
  expect((await reply(foreign.id, { text: 'Yes.', answering: line?.id })).status).toBe(201)
  desk.sendJobs.splice(0)
})

test('whom an answer mentions wrote in the thread that is answered', async () => {
  await write('Which size?', { by: 'Nora' })
  await write('Which colour?', { by: 'Ola' })
  const { id } = await ticketOf('Which size?')
  const [size, colour] = [await lineOf(id, 'Which size?'), await lineOf(id, 'Which colour?')]
  expect((await reply(id, { text: 'large', answering: size.id, mention: colour.id })).body.code).toBe('conflict')
  expect((await reply(id, { text: 'large', answering: size.id, mention: size.id })).body).toMatchObject({ text: 'Nora large' })
  await carryAll()
  expect(await waiting()).toEqual({ 'Which size?': 0, 'Which colour?': 1 })
})

test('turned off, new threads are tickets of their own and what stands in one goes on there; turned on, new ones join the post’s', async () => {
  const first = await write('First', { by: 'Nora' })
  const { id } = await ticketOf('First')
  await choose('thread')
  await write('More of the first', { by: 'Nora', under: first })
  expect(await ticketOf('More of the first')).toMatchObject({ id, unansweredCount: 2 })
  const alone = await write('Alone', { by: 'Ola' })
  const own = await ticketOf('Alone')
  expect(own).toMatchObject({ wholePost: null, unansweredCount: 1, client: { name: 'Ola' } })
  expect(own.id).not.toBe(id)
  await choose('post')
  await write('More of the alone', { by: 'Pia', under: alone })
  expect(await ticketOf('More of the alone')).toMatchObject({ id: own.id, unansweredCount: 2 })
  await write('Third', { by: 'Rasmus' })
  expect(await ticketOf('Third')).toMatchObject({ id, unansweredCount: 3, client: { name: 'Nora' } })
  expect(await waiting()).toEqual({ First: 2, Alone: 2, Third: 1 })
})

test('a closed ticket of the post waits for nobody; who writes next opens another, which others join', async () => {
  const first = await write('Before', { by: 'Nora' })
  await write('Beside', { by: 'Ola' })
  const closed = await ticketOf('Before')
  await setStatus(closed.id, 'closed')
  expect(await waiting()).toEqual({ Before: 0, Beside: 0 })
  await write('After', { by: 'Nora', under: first })
  const next = await ticketOf('After')
  expect(next).toMatchObject({ wholePost: { text: null }, unansweredCount: 1, status: 'new' })
  expect(next.id).not.toBe(closed.id)
  await write('Newcomer', { by: 'Pia' })
  expect(await ticketOf('Newcomer')).toMatchObject({ id: next.id, unansweredCount: 2 })
  expect(await waiting()).toEqual({ Before: 1, Beside: 0, Newcomer: 1 })
})

test('after the closing one writes on to one person, in a ticket of their thread, and what they answer stands there', async () => {
  await write('Nora asks', { by: 'Nora' })
  const thread = await write('Ola asks', { by: 'Ola' })
  const { id } = await ticketOf('Ola asks')
  await setStatus(id, 'closed')
  expect((await desk.call(ours.agent, `PUT /tickets/${id}/successor`)).body.code).toBe('conflict')
  const answering = (await lineOf(id, 'Ola asks')).id
  const { body: next } = await desk.call(ours.agent, `PUT /tickets/${id}/successor`, { body: { answering } })
  expect(next).toMatchObject({ wholePost: null, status: 'open', client: { name: 'Ola' } })
  expect((await desk.call(ours.agent, `PUT /tickets/${id}/successor`, { body: { answering } })).body.id).toBe(next.id)
  await reply(next.id, { text: 'Ola, one thing more.' })
  await carryAll()
  expect(asked.at(-1)).toMatchObject({ on: `${postId}_${thread}` })
  await write('Thank you', { by: 'Ola', under: thread })
  expect(await ticketOf('Thank you')).toMatchObject({ id: next.id, unansweredCount: 1 })
})

test('what is spam takes nobody else in', async () => {
  await write('Buy followers', { by: 'Bot' })
  const spam = await ticketOf('Buy followers')
  await setStatus(spam.id, 'spam')
  await write('Is this shop real?', { by: 'Nora' })
  const own = await ticketOf('Is this shop real?')
  expect(own).toMatchObject({ wholePost: null, status: 'new', unansweredCount: 1 })
  expect(own.id).not.toBe(spam.id)
})

test('a deleted ticket of a post that is taken back has what came in its threads meanwhile', async () => {
  const first = await write('Wrong size', { by: 'Nora' })
  const { id } = await ticketOf('Wrong size')
  const switches = `/channels/${ours.channelId}/ticket-switches/comment`
  await desk.call(ours.administrator, `PUT ${switches}`, { body: { isOn: false } })
  await setStatus(id, 'deleted')
  await write('It should be larger', { by: 'Nora', under: first })
  expect(await ticketOf('It should be larger')).toBeUndefined()
  await setStatus(id, 'open')
  expect(await ticketOf('It should be larger')).toMatchObject({ id, status: 'open' })
  await desk.call(ours.administrator, `PUT ${switches}`, { body: { isOn: true } })
  desk.openJobs.splice(0)
})

test('a comment of one person is hidden, by itself and among others', async () => {
  const first = await write('Rude', { by: 'Nora' })
  const second = await write('Ruder', { by: 'Ola' })
  const { id } = await ticketOf('Rude')
  const [one, other] = [await lineOf(id, 'Rude'), await lineOf(id, 'Ruder')]
  const hide = await desk.call(ours.agent, `POST /tickets/${id}/messages/${one.id}/acts`, { key: v7(), body: { act: 'hide' } })
  expect(hide.status).toBe(201)
  await carryAll()
  const many = { act: 'remove', on: [{ ticketId: id, messageId: other.id }] }
  expect((await desk.call(ours.agent, 'POST /public/acts', { key: v7(), body: many })).status).toBeLessThan(300)
  await carryAll()
  expect(asked.map(({ act: { kind }, on }) => [kind, on])).toEqual([
    ['hide', `${postId}_${first}`],
    ['remove', `${postId}_${second}`],
  ])
  expect(await ticketOf('Rude')).toMatchObject({ unansweredCount: 1 })
  // Whoever may not read what was deleted sees no words.
  expect(await waiting()).toEqual({ Rude: 1, '': 0 })
})

test('a visitor’s post that was taken for the Page’s holds all that was said under it, unless somebody has worked on that', async () => {
  const vera = { item: 'post', comment_id: undefined, parent_id: undefined }
  await write('Me, too', { by: 'Nora' })
  await write('And me', { by: 'Ola' })
  const untouched = await ticketOf('Me, too')
  await write('My order is late', { by: 'Vera', item: vera })
  expect(await ticketOf('My order is late')).toMatchObject({
    id: untouched.id,
    kind: 'post',
    wholePost: null,
    tags: ['Facebook:Post'],
    unansweredCount: 3,
  })
  expect((await ticketOf('And me')).id).toBe(untouched.id)

  posts += 1
  postId = String(posts)
  const worked = await write('Mine as well', { by: 'Pia' })
  await write('Mine is here', { by: 'Rasmus' })
  const { id } = await ticketOf('Mine as well')
  await desk.call(ours.agent, `POST /tickets/${id}/internal-comments`, { key: v7(), body: { text: 'I look into it' } })
  await write('Where is my parcel?', { by: 'Vera', item: vera })
  await write('Still not here', { by: 'Pia', under: worked })
  expect(await ticketOf('Still not here')).toMatchObject({ id, unansweredCount: 3 })
  expect((await ticketOf('Where is my parcel?')).id).not.toBe(id)
  expect((await ticketOf('Mine is here')).id).toBe(id)
  expect(desk.failures).toEqual([])
})

const STEPS = ['begin', 'go on', 'answer elsewhere', 'answer', 'answer in vain', 'remove', 'decide', 'decide', 'choose'] as const
const DECISIONS = ['open', 'on-hold', 'solved', 'closed', 'spam', 'deleted'] as const

test(
  'whatever is said and decided under a post, each of its threads awaits what its tickets tell of it',
  { timeout: 120_000 },
  async () => {
    const dice = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
    await fc.assert(
      fc.asyncProperty(dice, fc.array(fc.constantFrom(...STEPS), { minLength: 4, maxLength: 10 }), async (throws, steps) => {
        posts += 1
        postId = String(posts)
        await choose('post')
        const oneOf = <One>(ones: readonly One[]): One | undefined => ones[Math.floor(throws.next().value * ones.length)]
        const heads: string[] = []
        for (const step of ['begin', 'begin', ...steps] as const) {
          await take(step, { heads, oneOf })
          expect(await countedOtherwise(desk.desk.db)).toEqual([])
        }
      }),
      { numRuns: 8 },
    )
    expect(desk.failures).toEqual([])
  },
)

type Wall = { readonly heads: string[]; readonly oneOf: <One>(ones: readonly One[]) => One | undefined }

/** Something happens under the post, as far as it can: nothing is answered in a ticket that is over. */
async function take(step: (typeof STEPS)[number], { heads, oneOf }: Wall): Promise<void> {
  const by = oneOf(['Nora', 'Ola', 'Pia'])
  const head = oneOf(heads)
  const line = oneOf(await linesUnderPost())
  switch (step) {
    case 'begin':
      heads.push(await write(`Words ${names}`, { by }))
      break
    case 'go on':
      await write(`More words ${names}`, { by, under: head })
      break
    case 'answer elsewhere':
      await write(`From elsewhere ${names}`, { by: 'page', under: head })
      break
    case 'remove':
      await write('', { by: 'page', under: oneOf([head, undefined]), item: { verb: 'remove', comment_id: `${postId}_${head}` } })
      break
    case 'choose':
      await choose(oneOf(['post', 'thread']) ?? 'post')
      break
    case 'decide':
      await (line && setStatus(line.ticketId, oneOf(DECISIONS) ?? 'open'))
      break
    case 'answer':
    case 'answer in vain':
      answer = step === 'answer' ? undefined : () => ({ kind: 'failed', failure: { reason: 'refused' } })
      await (line && reply(line.ticketId, { text: `Words of ours ${names}`, answering: line.id }))
      await carryAll()
  }
}

/** What customers said under the post that stands in a ticket. */
async function linesUnderPost() {
  const rows = await desk.desk.db
    .selectFrom('entries as e')
    .innerJoin('conversations as co', (join) =>
      join.onRef('co.workspace_id', '=', 'e.workspace_id').onRef('co.id', '=', 'e.conversation_id'),
    )
    .select(['e.id', 'e.ticket_id as ticketId'])
    .where('co.subject_key', 'like', `comments:${postId}/%`)
    .where('e.author_kind', '=', 'client')
    .orderBy('e.id')
    .execute()
  return rows.flatMap(({ id, ticketId }) => (ticketId === null ? [] : [{ id, ticketId }]))
}
