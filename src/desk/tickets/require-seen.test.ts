import { expect, test } from 'vitest'
import type { InternalCommentId, MemberId, MessageId, UserId } from '#domain/ids.ts'
import { echoTo, textFrom } from '#test/intake-desk.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { commentInternally } from './comment-internally.ts'
import { replyToTicket } from './reply.ts'

async function openTwoAgents() {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId } = sending
  const tomas = { ...actor, userId: desk.newId<UserId>(), memberId: desk.newId<MemberId>() }
  await desk.db.insertInto('users').values({ id: tomas.userId, name: 'Tomás Ribeiro', email: 'tomas@example.com' }).execute()
  await desk.db
    .insertInto('members')
    .values({ workspace_id: actor.workspaceId, id: tomas.memberId, user_id: tomas.userId, role: 'agent' })
    .execute()
  const question = await desk.db.selectFrom('entries').select('id').executeTakeFirstOrThrow()
  const answer = (by: typeof actor, text: string, seen?: readonly (MessageId | InternalCommentId)[]) =>
    replyToTicket(desk, by, { ticketId, text, ...(seen === undefined ? {} : { seen }) })
  const texts = async () => (await sending.outgoing()).map(({ text }) => text)
  return { ...sending, tomas, seen: [question.id as MessageId], answer, texts }
}

test('of two who answer at once the second is held back, told who was faster, and goes with one more press', async () => {
  const { actor, tomas, seen, answer, texts } = await openTwoAgents()
  const [first, second] = await Promise.allSettled([answer(tomas, 'It is in stock.', seen), answer(actor, 'I will look.', seen)])
  const [won, lost] = first.status === 'fulfilled' ? [first, second] : [second, first]
  expect([won.status, lost.status]).toEqual(['fulfilled', 'rejected'])
  const winner = won.status === 'fulfilled' ? won.value : undefined
  expect(lost).toMatchObject({ reason: { code: 'thread-moved', detail: { lineIds: [winner] } } })
  expect(await texts()).toHaveLength(1)
  const isTomas = first.status === 'rejected'
  expect(lost.status === 'rejected' && String(lost.reason)).toMatch(isTomas ? 'Bea answered' : 'Tomás Ribeiro answered')
  await answer(isTomas ? tomas : actor, 'Still', [...seen, winner ?? ('' as MessageId)])
  expect(await texts()).toHaveLength(2)
})

test('what the customer wrote since holds an answer back, and what oneself wrote does not', async () => {
  const { actor, seen, answer, intake } = await openTwoAgents()
  const mine = await answer(actor, 'One moment', seen)
  await answer(actor, 'It is in stock', seen)
  await intake.hear(textFrom({ mid: 'm-more', text: 'Is there a third one?' }))
  await expect(answer(actor, 'Bye', [mine])).rejects.toMatchObject({
    code: 'thread-moved',
    message: expect.stringMatching(/^The customer wrote/),
  })
})

test('so do an internal comment, and what was written outside of the desk', async () => {
  const { actor, tomas, seen, answer, desk, ticketId, intake } = await openTwoAgents()
  const comment = await commentInternally(desk, tomas, { ticketId, text: 'Not in blue' })
  await expect(answer(actor, 'Blue', seen)).rejects.toMatchObject({ message: expect.stringMatching(/^Tomás Ribeiro commented internally/) })
  await intake.hear(echoTo({ mid: 'm-suite', text: 'From the suite', at: Date.now() }))
  await expect(answer(actor, 'Blue', [...seen, comment])).rejects.toMatchObject({
    message: expect.stringMatching(/^Somebody answered outside Pagedesk/),
  })
})

test('who tells nothing of a screen is not held back', async () => {
  const { actor, tomas, answer, texts } = await openTwoAgents()
  await answer(tomas, 'It is in stock.')
  await answer(actor, 'By an integration')
  expect(await texts()).toHaveLength(2)
})
