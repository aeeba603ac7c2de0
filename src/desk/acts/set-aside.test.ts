import { expect, test } from 'vitest'
import type { ActId, MemberId, MessageId, UserId } from '#domain/ids.ts'
import { countFolders } from '#storage/tickets/counts.ts'
import { ticketsOfFolder } from '#storage/tickets/folders.ts'
import { readLine } from '#storage/timeline.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { recordState } from './record-state.ts'
import { sendAnyway } from './send-anyway.ts'
import { setAside } from './set-aside.ts'

type Sending = Awaited<ReturnType<typeof openSendingDesk>>

/** Who needs to look after what, as the two lists tell it. */
async function attention({ desk, actor }: Sending, userId: UserId = actor.userId) {
  const question = { ...actor, userId, now: desk.now() }
  const listed = await Promise.all(
    (['needs-attention', 'needs-attention-of-all'] as const).map(async (folder) => {
      const { tickets } = await ticketsOfFolder(desk.db, question, { folder, sort: 'activity', limit: 9, after: undefined })
      return tickets.map(({ unsettled }) => unsettled.map(({ by, count, act, state }) => [by.name, count, act.kind, state]))
    }),
  )
  const { folders } = await countFolders(desk.db, question)
  const counts = folders.flatMap(({ folder, count }) => (folder.startsWith('needs-attention') ? [count] : []))
  expect(counts).toEqual(listed.map((tickets) => tickets.length))
  return { mine: listed[0], everyones: listed[1] }
}

const NOTHING = { mine: [], everyones: [] }
const REFUSED = refusal(551, 1545041)

/** A reply that Facebook refuses for good. */
async function refused(sending: Sending): Promise<MessageId> {
  const id = await sending.reply('Would you like a refund?')
  sending.graph.answers.push(REFUSED)
  await sending.turn()
  return id
}

test('a reply that failed needs the attention of who wrote it, and of nobody else’s own list', async () => {
  const sending = await openSendingDesk()
  await sending.reply('On its way')
  expect(await attention(sending)).toEqual(NOTHING)
  await sending.turn()
  expect(await attention(sending)).toEqual(NOTHING)
  await refused(sending)
  const row = [['Bea', 1, 'say', 'failed']]
  expect(await attention(sending)).toEqual({ mine: [row], everyones: [row] })
  expect(await attention(sending, sending.desk.newId<UserId>())).toEqual({ mine: [], everyones: [row] })
})

test('it leaves the list while it is tried again, and comes back when that is refused, too', async () => {
  const sending = await openSendingDesk()
  const id = await refused(sending)
  await sending.retry(id)
  expect(await attention(sending)).toEqual(NOTHING)
  sending.graph.answers.push(REFUSED)
  await sending.turn()
  expect((await attention(sending)).mine).toHaveLength(1)
  await sending.retry(id)
  await sending.turn()
  expect(await attention(sending)).toEqual(NOTHING)
})

test('set aside it leaves the list, and its line stays and says who did it; what becomes of it later is news again', async () => {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, intake } = sending
  const messageId = await refused(sending)
  await setAside(desk, actor, { ticketId, messageId })
  await setAside(desk, actor, { ticketId, messageId })
  expect(await attention(sending)).toEqual(NOTHING)
  const line = await readLine(desk.db, intake.workspaceId, messageId)
  expect(line).toMatchObject({
    state: 'failed',
    text: 'Would you like a refund?',
    setAside: { by: { id: actor.userId, name: 'Bea' }, at: expect.any(Date) },
  })
  const told = await desk.db.selectFrom('events').select(['type', 'payload']).where('type', '=', 'entry.changed').execute()
  expect(told).toEqual([{ type: 'entry.changed', payload: { lineId: messageId } }])
  await sending.retry(messageId)
  sending.graph.answers.push(REFUSED)
  await sending.turn()
  expect((await attention(sending)).mine).toHaveLength(1)
  expect(await readLine(desk.db, intake.workspaceId, messageId)).toMatchObject({ setAside: undefined })
})

test('what nobody knows of needs attention until it is settled, or sent anyway', async () => {
  const sending = await openSendingDesk()
  const { desk, intake } = sending
  const id = await sending.reply('Is it there?')
  const act = await desk.db.selectFrom('acts').select('id').where('entry_id', '=', id).executeTakeFirstOrThrow()
  const key = { workspaceId: intake.workspaceId, id: act.id as ActId }
  const become = (state: 'sending' | 'unconfirmed' | 'sent') =>
    desk.db.transaction().execute((tx) => recordState(tx, desk, { ...key, change: { state, at: desk.now() } }))
  await become('sending')
  await become('unconfirmed')
  expect((await attention(sending)).mine).toEqual([[['Bea', 1, 'say', 'unconfirmed']]])
  const again = await sendAnyway(desk, sending.actor, { ticketId: sending.ticketId, messageId: id })
  expect(again).not.toBe(id)
  expect(await attention(sending)).toEqual(NOTHING)
  await become('sent')
  expect(await attention(sending)).toEqual(NOTHING)
})

test('a comment that was not hidden needs attention until somebody asks for it once more', async () => {
  const sending = await openSendingDesk()
  const { moderate, turn } = await sending.comment()
  await moderate({ kind: 'hide', isHidden: true })
  sending.graph.answers.push(refusal(200))
  await turn()
  expect((await attention(sending)).mine).toEqual([[['Bea', 1, 'hide', 'failed']]])
  await moderate({ kind: 'hide', isHidden: true })
  expect(await attention(sending)).toEqual(NOTHING)
})

test('it goes with what it says into another ticket', async () => {
  const sending = await openSendingDesk()
  const { desk } = sending
  const messageId = await refused(sending)
  await desk.db.updateTable('entries').set({ ticket_id: null }).where('id', '=', messageId).execute()
  expect(await attention(sending)).toEqual(NOTHING)
  await desk.db.updateTable('entries').set({ ticket_id: sending.ticketId }).where('id', '=', messageId).execute()
  expect((await attention(sending)).mine).toHaveLength(1)
})

test('who may not answer sets nothing aside, and nobody what stands in another ticket', async () => {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId } = sending
  const messageId = await refused(sending)
  const employee = { ...actor, memberId: desk.newId<MemberId>(), role: 'employee' } as const
  await expect(setAside(desk, employee, { ticketId, messageId })).rejects.toMatchObject({ code: 'not-allowed' })
  const { ticketId: another } = await sending.comment()
  await expect(setAside(desk, actor, { ticketId: another, messageId })).rejects.toMatchObject({ code: 'not-found' })
  expect((await attention(sending)).mine).toHaveLength(1)
})
