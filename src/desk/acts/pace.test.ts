import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import { createPagePace, PAGE_LIMITS } from '#facebook/graph/page-limits.ts'
import { openFilesDesk } from '#test/files-desk.ts'
import { textFrom } from '#test/intake-desk.ts'
import { replyToTicket } from '../tickets/reply.ts'
import type { Turn } from './begin.ts'
import { createCarrier } from './carry-next.ts'
import { stopMessage } from './stop.ts'

const CUSTOMERS = 14

/** So many customers who wait for a picture, the same that Facebook has already if no other is named, and a clock on which no second passes before it is told to. */
async function crowd(customers = CUSTOMERS, pictureFor = (_customer: number) => 'menu.png') {
  const sending = await openFilesDesk()
  const { desk, intake, actor, upload, turns, channelVia, graph, conversation } = sending
  await sending.say('', [await upload('picture', 'menu.png')])
  await turns()
  for (let customer = 1; customer <= customers; customer += 1) {
    await intake.hear(textFrom({ mid: `m-crowd-${customer}`, person: `81${customer}` }))
  }
  const tickets = await desk.db
    .selectFrom('tickets')
    .select(['id', 'conversation_id'])
    .where('conversation_id', '<>', conversation.conversationId)
    .orderBy('number')
    .execute()
  const replies: { readonly ticketId: TicketId; readonly conversationId: ConversationId; readonly messageId: MessageId }[] = []
  for (const [customer, { id, conversation_id }] of tickets.entries()) {
    const ticketId = id as TicketId
    const files = [await upload('picture', pictureFor(customer), { to: ticketId })]
    replies.push({
      ticketId,
      conversationId: conversation_id as ConversationId,
      messageId: await replyToTicket(desk, actor, { ticketId, text: '', files }),
    })
  }
  graph.calls.length = 0
  const clock = { now: 0, wake: () => {} }
  const pace = createPagePace({ now: () => clock.now, wait: () => new Promise<void>((resolve) => (clock.wake = resolve)) })
  const carrier = createCarrier(desk, channelVia(graph.url, sending.sealer, pace))
  const states = async () => {
    const rows = await desk.db
      .selectFrom('acts')
      .select(['state'])
      .where('conversation_id', '<>', conversation.conversationId)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(({ state }) => state)
  }
  return {
    ...sending,
    replies,
    states,
    carrier,
    begin: () => replies.map(({ conversationId }) => carrier.carryNext({ workspaceId: intake.workspaceId, conversationId })),
    /** The next places are there. */
    pass: () => {
      clock.now += 1050
      clock.wake()
    },
  }
}

/** Facebook answers none of so many calls before it is let. */
function holdCalls(graph: Awaited<ReturnType<typeof crowd>>['graph'], count: number) {
  const [came, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  graph.hooks.beforeAnswer = () => {
    if (graph.calls.length === count) {
      came.resolve()
    }
    return answered.promise
  }
  return { came: came.promise, answer: answered.resolve }
}

test('kill -9 leaves no more in doubt than were called: what waits for the pace of the Page is still queued', async () => {
  const { graph, begin, states, pass } = await crowd()
  const most = PAGE_LIMITS.media
  const { came, answer } = holdCalls(graph, most)
  const turns = begin()
  await came
  const [called, waiting] = [Array<string>(most).fill('sending'), Array<string>(CUSTOMERS - most).fill('queued')]
  expect((await states()).toSorted()).toEqual([...waiting, ...called])
  expect(graph.calls).toHaveLength(most)
  answer()
  pass()
  expect(await Promise.all(turns)).toEqual(Array.from({ length: CUSTOMERS }, () => ({ kind: 'done' })))
  expect(new Set(await states())).toEqual(new Set(['sent']))
  expect(new Set(graph.calls.map(({ recipient }) => recipient.id)).size).toBe(CUSTOMERS)
})

test('what is stopped while it waits for the pace of the Page is not said', async () => {
  const { graph, begin, states, pass, replies, desk, actor } = await crowd()
  const { came, answer } = holdCalls(graph, PAGE_LIMITS.media)
  const turns = begin()
  await came
  const place = (await states()).indexOf('queued')
  const { ticketId, messageId } = replies[place] ?? {}
  if (!ticketId || !messageId) {
    throw new Error('Nobody waits.')
  }
  await stopMessage(desk, actor, { ticketId, messageId })
  answer()
  pass()
  await Promise.all(turns)
  expect((await states())[place]).toBe('failed')
  expect(graph.calls).toHaveLength(CUSTOMERS - 1)
})

test('kill -9 while many wait to bring their files leaves nothing in doubt', async () => {
  const { graph, begin, states, pass } = await crowd(CUSTOMERS, (customer) => `dessert-${customer}.png`)
  const [all, unanswered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  graph.brought.length = 0
  graph.hooks.beforeFileAnswer = () => {
    if (graph.brought.length === PAGE_LIMITS.media) {
      all.resolve()
    }
    return unanswered.promise
  }
  const turns = Promise.all(begin())
  await all.promise
  expect(new Set(await states())).toEqual(new Set(['queued']))
  expect(graph.calls).toEqual([])
  unanswered.resolve()
  const over = turns.then(() => 'over')
  while ((await Promise.race([over, setImmediate('not yet')])) !== 'over') {
    pass()
  }
  expect(new Set(await states())).toEqual(new Set(['sent']))
})

test('of very many some wait for the pace of the Page, the others come again one after the other; words go out meanwhile', async () => {
  const { begin, states, desk, conversation, reply, carrier } = await crowd(60)
  const [ended, enough] = [new Array<Turn>(), Promise.withResolvers<void>()]
  for (const turn of begin()) {
    void turn.then((end) => (ended.push(end) === PAGE_LIMITS.media + 10 ? enough.resolve() : undefined))
  }
  await enough.promise
  const later = ended.flatMap((turn) => (turn.kind === 'later' && turn.at ? [turn.at.getTime()] : []))
  expect(new Set(later).size).toBe(10)
  expect(Math.min(...later) - desk.now().getTime()).toBeGreaterThan(3_000)
  await reply('With words one need not wait')
  expect(await carrier.carryNext(conversation)).toEqual({ kind: 'done' })
  expect((await states()).filter((state) => state === 'queued')).toHaveLength(60 - PAGE_LIMITS.media)
})
