import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import type { ActJob, Desk } from '#desk/desk.ts'
import { idempotent } from '#desk/idempotent.ts'
import { createCarrier } from '#desk/acts/carry-next.ts'
import { replyToTicket } from '#desk/tickets/reply.ts'
import type { ActId, TicketId } from '#domain/ids.ts'
import { freePort } from '#test/free-port.ts'
import { textFrom } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { openJobQueue, type JobQueue } from './queue.ts'
import { carryInTurn, type ConversationTurn } from './carry-in-turn.ts'

type JobHandlers = Parameters<JobQueue['work']>[0]

/** Two customers' tickets, and the real queue on the same database. It works once `work` is called. */
async function openQueueDesk() {
  const sending = await openSendingDesk()
  const { intake, actor, graph } = sending
  const log = pino({ level: 'silent' })
  const queue = await openJobQueue({ connections: intake.database.connections, log })
  onTestFinished(queue.stop)
  const desk: Desk = { ...sending.desk, jobs: queue.port }
  await intake.hear(textFrom({ person: '7002', mid: 'm-other' }))
  const tickets = await desk.db.selectFrom('tickets').select('id').orderBy('number').execute()
  const [one, other] = tickets.map(({ id }) => id as TicketId)
  const handlers: JobHandlers = {
    sendMessages: (job) => carryInTurn(desk, createCarrier(desk, sending.channelVia(graph.url)), job),
    fetchProfile: () => Promise.resolve(),
    fetchPost: () => Promise.resolve(),
    openTickets: () => Promise.resolve(),
    repairChannel: () => Promise.resolve(),
    eraseChannel: () => Promise.resolve(),
    importHistory: () => Promise.resolve(),
    settleDoubt: () => Promise.resolve(),
    learnPrivateReply: () => Promise.resolve(),
    deliverMail: () => Promise.resolve(),
    keepHouse: () => Promise.resolve(),
  }
  const replyIn = (ticketId: TicketId | undefined, text: string, inside = desk) =>
    replyToTicket(inside, actor, { ticketId: ticketId ?? ('' as TicketId), text })
  return {
    actor,
    desk,
    graph,
    handlers,
    intake,
    queue,
    sending,
    work: (more: Partial<JobHandlers> = {}) => queue.work({ ...handlers, ...more }),
    replyIn,
    reply: (text: string) => replyIn(one, text),
    replyInside: (inside: Desk, text: string) => replyIn(one, text, inside),
    replyToOther: (text: string) => replyIn(other, text),
    said: (person: string) => graph.calls.filter(({ recipient }) => recipient.id === person).map(({ message }) => message.text),
    states: async () => (await sending.outgoing()).map(({ state }) => state),
  }
}

/** Of one person, and it passes. */
const AUTOMATED = refusal(100, 2_018_321)
const PATIENT = { timeout: 20_000, interval: 20 }

test('a conversation keeps its order over refusals and tries again, and holds up no other', async () => {
  const { work, reply, replyToOther, graph, said, states } = await openQueueDesk()
  for (const text of ['First', 'Second', 'Third']) {
    await reply(text)
  }
  graph.answers.push(AUTOMATED)
  await work()
  await expect.poll(() => said('7001').length, PATIENT).toBeGreaterThan(0)
  await replyToOther('Meanwhile')
  await expect.poll(() => said('7002'), PATIENT).toEqual(['Meanwhile'])
  await expect.poll(states, PATIENT).toEqual(['sent', 'sent', 'sent', 'sent'])
  expect(said('7001')).toEqual(['First', 'First', 'Second', 'Third'])
})

test('a Page that has to slow down rests as a whole, and goes on by itself', async () => {
  const { work, reply, replyToOther, graph, states } = await openQueueDesk()
  await reply('First')
  graph.answers.push(refusal(613))
  await work()
  await expect.poll(() => graph.calls.length, PATIENT).toBe(1)
  await replyToOther('Behind it')
  await expect.poll(states, PATIENT).toEqual(['sent', 'sent'])
  expect(graph.calls).toHaveLength(3)
})

test('what was queued before a worker was there is sent by the first that comes, each once', async () => {
  const { work, reply, said, states } = await openQueueDesk()
  const texts = Array.from({ length: 15 }, (_, index) => `Message ${index}`)
  for (const text of texts) {
    await reply(text)
  }
  await work()
  await expect.poll(states, PATIENT).toEqual(texts.map(() => 'sent'))
  expect(said('7001')).toEqual(texts)
})

test('a turn goes on with what is next in its conversation', async () => {
  const { handlers, sending, reply, said, states } = await openQueueDesk()
  for (const text of ['First', 'Second', 'Third']) {
    await reply(text)
  }
  const takeAlong = () => Promise.resolve()
  await handlers.sendMessages({ ...sending.conversation, mayGoOn: () => true, waitAside: (awaited) => awaited, takeAlong })
  expect(said('7001')).toEqual(['First', 'Second', 'Third'])
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
})

/** Twelve replies of a conversation, whose turns go on as long as they are let. */
async function openTwelve(goOn: (job: ConversationTurn) => ConversationTurn) {
  const opened = await openQueueDesk()
  const texts = Array.from({ length: 12 }, (_, index) => `Message ${index}`)
  for (const text of texts) {
    await opened.reply(text)
  }
  const turns = { count: 0 }
  await opened.work({
    sendMessages: (job) => {
      turns.count += 1
      return opened.handlers.sendMessages(goOn(job))
    },
  })
  const left = async () =>
    (await opened.intake.database.pool.query("select 1 from pgboss.job where name = 'send-messages' and state <> 'completed'")).rowCount
  return { ...opened, texts, turns, left }
}

test('the turns that were asked for of what a turn carries end with it', async () => {
  const { texts, turns, left, said, states } = await openTwelve((job) => job)
  await expect.poll(states, PATIENT).toEqual(texts.map(() => 'sent'))
  await expect.poll(left, PATIENT).toBe(0)
  expect(said('7001')).toEqual(texts)
  expect(turns.count).toBe(1)
})

test('a turn that is over before all is carried leaves another to come, and nothing stays behind', async () => {
  const { texts, left, said, states } = await openTwelve((job) => {
    let goes = 3
    return { ...job, mayGoOn: () => (goes -= 1) > 0 }
  })
  await expect.poll(states, PATIENT).toEqual(texts.map(() => 'sent'))
  await expect.poll(left, PATIENT).toBe(0)
  expect(said('7001')).toEqual(texts)
})

test('of a turn that breaks off behind what it carried all others are left', async () => {
  let isBroken = false
  const { texts, left, said, states } = await openTwelve((job) => {
    let goes = 0
    const breakOff = () => {
      goes += 1
      if (!isBroken && goes === 4) {
        isBroken = true
        throw new Error('The process is unwell')
      }
      // So what is next is not begun with the end of the third.
      return isBroken || goes !== 3
    }
    return { ...job, mayGoOn: breakOff }
  })
  await expect.poll(states, PATIENT).toEqual(texts.map(() => 'sent'))
  await expect.poll(left, PATIENT).toBe(0)
  expect(said('7001')).toEqual(texts)
})

test('Facebook is asked in many conversations at once, and each ends as Facebook answers it', async () => {
  const { work, desk, intake, replyIn, graph, states } = await openQueueDesk()
  const people = Array.from({ length: 20 }, (_, index) => `71${index}`)
  for (const person of people) {
    await intake.hear(textFrom({ person, mid: `m-${person}` }))
  }
  const tickets = await desk.db.selectFrom('tickets').select('id').orderBy('number').execute()
  let asked = 0
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => (answer = resolve))
  graph.hooks.beforeAnswer = () => {
    asked += 1
    return answered
  }
  for (const { id } of tickets) {
    await replyIn(id as TicketId, 'Hello')
  }
  graph.answers.push(refusal(551))
  await work()
  await expect.poll(() => asked, PATIENT).toBe(tickets.length)
  answer()
  const endedAs = async (state: string) => (await states()).filter((each) => each === state).length
  await expect.poll(() => endedAs('sent'), PATIENT).toBe(tickets.length - 1)
  expect(await endedAs('failed')).toBe(1)
})

test('two workers on one database never send for one conversation at the same time', async () => {
  const { work, reply, said, states, graph, handlers, intake } = await openQueueDesk()
  const second = await openJobQueue({ connections: intake.database.connections, log: pino({ level: 'silent' }) })
  onTestFinished(second.stop)
  let atOnce = 0
  let most = 0
  graph.hooks.beforeAnswer = async () => {
    atOnce += 1
    most = Math.max(most, atOnce)
    await new Promise((resolve) => setImmediate(resolve))
    atOnce -= 1
  }
  await Promise.all([work(), second.work(handlers)])
  const texts = Array.from({ length: 12 }, (_, index) => `Message ${index}`)
  for (const text of texts) {
    await reply(text)
  }
  await expect.poll(states, PATIENT).toEqual(texts.map(() => 'sent'))
  expect(said('7001')).toEqual(texts)
  expect(most).toBe(1)
})

test('a command that is refused in the end leaves neither message nor job', async () => {
  const { actor, desk, replyInside, intake, states } = await openQueueDesk()
  const act = async (inside: Desk) => {
    await replyInside(inside, 'Never')
    throw new Error('after all')
  }
  await expect(idempotent(desk, actor, { key: 'k', request: 1, act })).rejects.toThrow('after all')
  expect(await states()).toEqual([])
  const jobs = await intake.database.pool.query("select 1 from pgboss.job where name = 'send-messages'")
  expect(jobs.rowCount).toBe(0)
})

test('stopping waits for the message that is under way', async () => {
  const { work, reply, graph, queue, states } = await openQueueDesk()
  let answer = (): void => undefined
  const isAsked = new Promise<void>((asked) => {
    graph.hooks.beforeAnswer = () => {
      asked()
      return new Promise((resolve) => (answer = resolve))
    }
  })
  await work()
  await reply('Under way')
  await isAsked
  const stopped = queue.stop()
  expect(await states()).toEqual(['sending'])
  answer()
  await stopped
  expect(await states()).toEqual(['sent'])
})

test('while Facebook cannot be reached the job stays and tries again', async () => {
  const { work, reply, desk, sending, graph, states } = await openQueueDesk()
  const nowhere = sending.channelVia(`http://127.0.0.1:${await freePort()}`)
  let turns = 0
  await work({
    sendMessages: (job) => {
      turns += 1
      return carryInTurn(desk, createCarrier(desk, turns > 1 ? sending.channelVia(graph.url) : nowhere), job)
    },
  })
  await reply('Hello')
  await expect.poll(states, PATIENT).toEqual(['sent'])
  expect(turns).toBe(2)
})

test('what is in doubt is looked at by a job, ten seconds later', async () => {
  const { desk, queue, intake, work } = await openQueueDesk()
  const job = { workspaceId: intake.workspaceId, actId: desk.newId<ActId>(), heard: { externalId: 'm_1', personId: '7001' } }
  await desk.db.transaction().execute((tx) => queue.port.settleDoubts(tx, [job]))
  const waiting = sql`select extract(epoch from start_after - created_on)::int as seconds from pgboss.job where name = 'settle-doubt'`
  expect((await waiting.execute(desk.db)).rows).toEqual([{ seconds: 10 }])
  const looked: ActJob[] = []
  await sql`update pgboss.job set start_after = now() where name = 'settle-doubt'`.execute(desk.db)
  await work({ settleDoubt: async (one) => void looked.push(one) })
  await expect.poll(() => looked, PATIENT).toEqual([job])
})

test('what is in doubt is looked at for longer than a day in which Facebook answers nobody', async () => {
  const { desk, queue, intake } = await openQueueDesk()
  const job = { workspaceId: intake.workspaceId, actId: desk.newId<ActId>() }
  await desk.db.transaction().execute((tx) => queue.port.settleDoubts(tx, [job]))
  // The shortest that pg-boss may rest between the looks.
  const rests = sql<{ hours: number }>`
    select sum(least(retry_delay_max, retry_delay * 2 ^ least(15, tries)))::int / 3600 as hours
      from pgboss.job, generate_series(0, retry_limit - 1) tries where name = 'settle-doubt'`
  expect((await rests.execute(desk.db)).rows[0]?.hours).toBeGreaterThanOrEqual(24)
})

test('a queue that an earlier version made is brought up to this one', async () => {
  const { intake } = await openQueueDesk()
  const limit = async () =>
    (await sql<{ limit: number }>`select retry_limit as "limit" from pgboss.queue where name = 'settle-doubt'`.execute(intake.desk.db))
      .rows[0]?.limit
  const made = await limit()
  await sql`update pgboss.queue set retry_limit = 3 where name = 'settle-doubt'`.execute(intake.desk.db)
  const later = await openJobQueue({ connections: intake.database.connections, log: pino({ level: 'silent' }) })
  onTestFinished(later.stop)
  expect(await limit()).toBe(made)
})
