import { expect, test } from 'vitest'
import type { MessageId } from '#domain/ids.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { replyToTicket } from './reply.ts'

async function openQuoting() {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, graph } = sending
  const question = (await desk.db.selectFrom('entries').select('id').where('author_kind', '=', 'client').executeTakeFirstOrThrow())
    .id as MessageId
  return {
    ...sending,
    question,
    quote: (quoting: MessageId, more: readonly string[] = []) =>
      replyToTicket(desk, actor, { ticketId, text: 'Yes, that one', more, quoting }),
    /** What each call names as replied to. */
    named: () => graph.calls.map((call) => (call as { readonly reply_to?: { readonly mid: string } }).reply_to?.mid),
    quotes: async () =>
      (await desk.db.selectFrom('entries').select('replies_to').where('author_kind', '=', 'member').orderBy('occurred_at').execute()).map(
        ({ replies_to: mid }) => mid,
      ),
  }
}

test('a reply names the message that it quotes, and of several the first does', async () => {
  const { quote, question, turn, named, quotes } = await openQuoting()
  await quote(question, ['And this'])
  await turn()
  await turn()
  expect(named()).toEqual(['m-question', undefined])
  expect(await quotes()).toEqual(['m-question', null])
})

test('it still does when it is tried again, also in other words, and when it is sent anyway', async () => {
  const { quote, question, turn, named, graph, retry, sendAnyway } = await openQuoting()
  graph.answers.push(refusal(100, 2018109), 'cut')
  const id = await quote(question)
  await turn()
  await retry(id, 'Yes, this one')
  await turn()
  const again = await sendAnyway(id)
  expect(again).not.toBe(id)
  await turn()
  expect(named()).toEqual(['m-question', 'm-question', 'm-question'])
})

test('what was taken back, or is not on Facebook yet, is not quoted', async () => {
  const { quote, question, reply, desk, graph } = await openQuoting()
  const queued = await reply('First')
  await expect(quote(queued)).rejects.toMatchObject({ code: 'conflict' })
  await desk.db.updateTable('entries').set({ removed_at: new Date() }).where('id', '=', question).execute()
  await expect(quote(question)).rejects.toMatchObject({ code: 'conflict' })
  expect(graph.calls).toEqual([])
})

test('what is said in another conversation is not quoted, nor is anything in public', async () => {
  const { quote, question, comment, desk, actor } = await openQuoting()
  const { messageId, ticketId } = await comment()
  await expect(quote(messageId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(replyToTicket(desk, actor, { ticketId, text: 'Yes', quoting: question })).rejects.toMatchObject({ code: 'conflict' })
})
