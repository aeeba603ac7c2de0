import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ActId, ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import { read } from '#facebook/reading/read.ts'
import { lockAct, readAct } from '#storage/acts.ts'
import { lockConversation, lockConversations } from '#storage/conversations/lock.ts'
import type { Tx } from '#storage/database.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import { PAGE } from '#test/intake-desk.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { moderate } from '../moderation/moderate.ts'
import { createCarrier } from './carry-next.ts'
import { recordDone } from './record-done.ts'

type SendingDesk = Awaited<ReturnType<typeof openSendingDesk>>

/** What somebody does who has `first` when `act` begins to wait for it, and then takes `second`. */
async function meet(
  desk: SendingDesk,
  steps: { first(tx: Tx): Promise<unknown>; second(tx: Tx): Promise<unknown> },
  act: () => Promise<unknown>,
) {
  const { db } = desk.desk
  const waiting = async () => {
    const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows.length
  }
  const acting = await db.transaction().execute(async (tx) => {
    await steps.first(tx)
    const begun = { done: act() }
    await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBe(1)
    await steps.second(tx)
    return begun
  })
  await acting.done
}

test('who settles a doubt waits for the conversation before taking the act, as everybody does', async () => {
  const sending = await openSendingDesk()
  const { moderate: ask, act } = await sending.comment()
  await ask({ kind: 'say-privately', text: 'Forty' })
  await sending.desk.db.updateTable('acts').set({ state: 'unconfirmed' }).execute()
  const { workspaceId } = sending.intake
  const { id, conversation_id: conversationId } = await act()
  const steps = {
    first: (tx: Tx) => lockConversation(tx, workspaceId, conversationId as ConversationId),
    second: (tx: Tx) => lockAct(tx, workspaceId, id as ActId),
  }
  const heard = { externalId: 'mid-1', personId: '7001' }
  await meet(sending, steps, () => sending.settle({ workspaceId, actId: id as ActId, heard }))
  expect(await act()).toMatchObject({ state: 'sent' })
})

test('a private reply to a visitor’s post takes the private conversation first, as the intake does', async () => {
  const sending = await openSendingDesk()
  const { desk, intake, actor, graph } = sending
  const [time, scope] = [Math.floor(Date.now() / 1000), { workspaceId: intake.workspaceId, channelId: intake.channelId }]
  const value = {
    item: 'post',
    verb: 'add',
    from: { id: '811', name: 'Vera' },
    post_id: `${PAGE}_950`,
    message: 'Open?',
    created_time: time,
  }
  await intake.hear({ object: 'page', entry: [{ id: PAGE, time, changes: [{ field: 'feed', value }] }] })
  const post = await desk.db.selectFrom('entries').selectAll().where('thing', '=', 'post').executeTakeFirstOrThrow()
  const [ticketId, messageId] = [post.ticket_id as TicketId, post.id as MessageId]
  await moderate(desk, actor, { ticketId, messageId, act: { kind: 'say-privately', text: 'We are' } })
  graph.answers.push({ status: 200, body: { recipient_id: '7001', message_id: 'mid-1' } })
  const conversation = { workspaceId: intake.workspaceId, conversationId: post.conversation_id as ConversationId }
  const steps = {
    first: (tx: Tx) => lockConversations(tx, scope, ['direct:7001']),
    second: (tx: Tx) => lockConversations(tx, scope, ['post:950']),
  }
  await meet(sending, steps, () => createCarrier(desk, sending.channelVia(graph.url)).carryNext(conversation))
  expect(await desk.db.selectFrom('acts').select('state').executeTakeFirstOrThrow()).toEqual({ state: 'sent' })
})

test('a thread that turns out to be part of another is locked with it in the order in which a wall is moderated', async () => {
  const sending = await openSendingDesk()
  const { intake } = sending
  const time = Math.floor(Date.now() / 1000)
  const bodyOf = (id: string, parent: string) => {
    const at = { item: 'comment', verb: 'add', post_id: `${PAGE}_900`, parent_id: parent, comment_id: `900_${id}`, created_time: time }
    const value = { ...at, from: { id: `81${id}`, name: `Person ${id}` }, message: `Words ${id}` }
    return { object: 'page', entry: [{ id: PAGE, time, changes: [{ field: 'feed', value }] }] }
  }
  await intake.hear(bodyOf('79', `${PAGE}_900`), bodyOf('72', '900_71'))
  const scope = { workspaceId: intake.workspaceId, channelId: intake.channelId }
  const steps = {
    first: (tx: Tx) => lockConversations(tx, scope, ['comments:900/71']),
    second: (tx: Tx) => lockConversations(tx, scope, ['comments:900/79']),
  }
  const reading = read(Buffer.from(JSON.stringify(bodyOf('71', '900_79'))))
  const told = reading.kind === 'understood' ? reading.facts.map((fact) => ({ fact, receivedAt: new Date() })) : []
  await meet(sending, steps, () => sending.desk.db.transaction().execute((tx) => takeIn(tx, sending.desk, told)))
  const stands = await sending.desk.db
    .selectFrom('conversations')
    .select('subject_key')
    .where('subject_key', 'like', 'comments:%')
    .execute()
  expect(stands).toEqual([{ subject_key: 'comments:900/79' }])
})

test('whoever is blocked is so while somebody works on another of their threads: nothing is counted there, and nobody waits', async () => {
  const sending = await openSendingDesk()
  const { intake, desk } = sending
  const kim = { id: '8177', name: 'Kim' }
  const { moderate: ask, act, ticketId } = await sending.comment(kim)
  const time = Math.floor(Date.now() / 1000)
  const at = { item: 'comment', verb: 'add', post_id: `${PAGE}_900`, parent_id: `${PAGE}_900`, comment_id: '900_71', created_time: time }
  const value = { ...at, from: kim, message: 'And again' }
  await intake.hear({ object: 'page', entry: [{ id: PAGE, time, changes: [{ field: 'feed', value }] }] })
  const other = await desk.db.selectFrom('entries').selectAll().where('external_id', '=', '71').executeTakeFirstOrThrow()
  expect(other.ticket_id).not.toBe(ticketId)
  await ask({ kind: 'block', isBlocked: true })
  const { workspaceId } = intake
  const kept = await readAct(desk.db, workspaceId, (await act()).id as ActId)
  if (!kept) {
    throw new Error('Nobody asked for it.')
  }
  const outcome = { kind: 'sent', externalId: undefined } as const
  await desk.db.transaction().execute(async (held) => {
    await lockTicket(held, workspaceId, other.ticket_id as TicketId)
    await desk.db.transaction().execute((tx) => recordDone(tx, desk, { workspaceId, kept, outcome }))
  })
  expect(await act()).toMatchObject({ state: 'sent' })
  const told = await desk.db.selectFrom('events').select('payload').where('type', '=', 'entry.changed').execute()
  expect(told).toContainEqual({ payload: expect.objectContaining({ lineId: other.id }) })
})
