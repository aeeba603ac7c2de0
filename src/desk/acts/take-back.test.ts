import { expect, test } from 'vitest'
import type { MemberId, MessageId, UserId } from '#domain/ids.ts'
import { saveUndoSeconds } from '#storage/undo.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { sendNow, takeBack } from './take-back.ts'

const FIVE_SECONDS = 5000

/** A reply that is held, of so many messages. */
async function held(...texts: readonly string[]) {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, clock } = sending
  const now = new Date()
  clock.now = now
  const [text = 'Yes', ...more] = texts
  const messageId = await replyToTicket(desk, actor, { ticketId, text, more, undo: true })
  return {
    ...sending,
    messageId,
    wait: (ms: number) => (clock.now = new Date(now.getTime() + ms)),
    takeBack: (by = actor) => takeBack(desk, by, { ticketId, messageId }),
    sendNow: () => sendNow(desk, actor, { ticketId, messageId }),
  }
}

test('what was sent is held for as long as it may be taken back, and then it goes, whoever looks', async () => {
  const { turn, wait, graph, outgoing } = await held()
  wait(FIVE_SECONDS - 1)
  expect(await turn()).toMatchObject({ kind: 'later' })
  expect(graph.calls).toEqual([])
  wait(FIVE_SECONDS)
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ text: 'Yes', state: 'sent' }])
})

test('taken back it is as if it had not been sent, and its words come back', async () => {
  const sending = await held(' Yes, at six. ')
  expect(await sending.takeBack()).toEqual({ text: 'Yes, at six.', files: [] })
  sending.wait(FIVE_SECONDS)
  expect(await sending.turn()).toEqual({ kind: 'idle' })
  expect(await sending.outgoing()).toEqual([])
  await expect(sending.takeBack()).rejects.toMatchObject({ code: 'not-found' })
})

test('several messages that say one text are taken back together', async () => {
  const sending = await held('One', 'Two', 'Three')
  expect(await sending.takeBack()).toEqual({ text: 'One\n\nTwo\n\nThree', files: [] })
  expect(await sending.outgoing()).toEqual([])
})

test('what is on its way, or there, is not taken back', async () => {
  const sending = await held()
  await sending.sendNow()
  expect(await sending.turn()).toEqual({ kind: 'done' })
  expect(sending.graph.calls).toHaveLength(1)
  await expect(sending.takeBack()).rejects.toMatchObject({ code: 'conflict' })
  expect(await sending.outgoing()).toMatchObject([{ state: 'sent' }])
})

test('only whoever sent it takes it back', async () => {
  const sending = await held()
  const colleague = { ...sending.actor, userId: sending.desk.newId<UserId>(), memberId: sending.desk.newId<MemberId>() }
  await expect(sending.takeBack(colleague)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('where it is taken back in the moment in which it goes, one of the two is true', async () => {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, turn, clock, graph, outgoing } = sending
  const told: string[] = []
  for (let round = 0; round < 12; round += 1) {
    const now = new Date()
    clock.now = now
    const messageId: MessageId = await replyToTicket(desk, actor, { ticketId, text: `Round ${round}`, undo: true })
    clock.now = new Date(now.getTime() + FIVE_SECONDS)
    const takingBack = takeBack(desk, actor, { ticketId, messageId }).then(
      () => 'taken back',
      (error: { readonly code: string }) => error.code,
    )
    const [outcome] = await Promise.all(round % 2 === 0 ? [takingBack, turn()] : [takingBack, Promise.resolve().then(() => turn())])
    const wasSent = graph.calls.some(({ message }) => message.text === `Round ${round}`)
    told.push(`${outcome} ${wasSent}`)
  }
  expect(told.every((each) => each === 'taken back false' || each === 'conflict true')).toBe(true)
  expect((await outgoing()).map(({ text }) => text)).toEqual(graph.calls.map(({ message }) => message.text))
})

test('where the workspace lets nobody take anything back it goes at once', async () => {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, intake, turn } = sending
  await desk.db.transaction().execute((tx) => saveUndoSeconds(tx, intake.workspaceId, 0))
  const messageId = await replyToTicket(desk, actor, { ticketId, text: 'Yes', undo: true })
  await expect(takeBack(desk, actor, { ticketId, messageId })).rejects.toMatchObject({ code: 'conflict' })
  expect(await turn()).toEqual({ kind: 'done' })
})

test('of a public answer the moderation log tells that it was taken back', async () => {
  const sending = await openSendingDesk()
  const { desk, actor } = sending
  const { ticketId } = await sending.comment({ id: '8177', name: 'Kim' })
  const messageId = await replyToTicket(desk, actor, { ticketId, text: 'Yes', undo: true })
  await takeBack(desk, actor, { ticketId, messageId })
  const [row] = await desk.db.selectFrom('moderation_log').select(['result', 'answers', 'new_words']).execute()
  expect(row).toMatchObject({ result: 'refused', new_words: 'Yes', answers: [{ failure: { reason: 'taken-back' } }] })
})
