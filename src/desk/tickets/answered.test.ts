import { expect, test } from 'vitest'
import { countFolders } from '#storage/tickets/counts.ts'
import { echoTo, textFrom } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'

const HOUR_MS = 3_600_000
const WAITS = { status: 'open', unanswered: 1, endingSoon: 1 }
const ANSWERED = { status: 'pending', unanswered: 0, endingSoon: 0 }

/** A ticket whose window ends soon, and how it stands in the list. */
async function openWaitingDesk() {
  const sending = await openSendingDesk()
  const { desk, actor, clock, ticketId } = sending
  clock.now = new Date(Date.now() + 20 * HOUR_MS)
  return {
    ...sending,
    stands: async () => {
      const { folders } = await countFolders(desk.db, { ...actor, now: desk.now() })
      const row = await desk.db
        .selectFrom('tickets')
        .select(['status', 'unanswered_count as unanswered'])
        .where('id', '=', ticketId)
        .executeTakeFirstOrThrow()
      return { ...row, endingSoon: folders.find(({ folder }) => folder === 'ending-soon')?.count }
    },
  }
}

test('B31: a queued reply is no answer; sent it is one', async () => {
  const { reply, turn, stands } = await openWaitingDesk()
  await reply('Yes, until six.')
  expect(await stands()).toEqual(WAITS)
  await turn()
  expect(await stands()).toEqual(ANSWERED)
})

test.each([
  ['refused for good', refusal(551, 1545041)],
  ['refused for want of a permission', refusal(200)],
])('B31: a reply that Facebook %s is no answer, until it is tried again and goes', async (_why, answer) => {
  const { reply, retry, turn, graph, stands } = await openWaitingDesk()
  graph.answers.push(answer)
  const id = await reply('Are you there?')
  await turn()
  expect(await stands()).toEqual(WAITS)
  await retry(id)
  expect(await stands()).toEqual(WAITS)
  await turn()
  expect(await stands()).toEqual(ANSWERED)
})

test('B31: a reply that waits for a new key is no answer', async () => {
  const { reply, turn, graph, stands } = await openWaitingDesk()
  graph.answers.push(refusal(190, 460))
  await reply('This waits for a new key')
  await turn()
  expect(await stands()).toEqual(WAITS)
})

test('B31: a reply in doubt is no answer, until its echo tells that the customer has it', async () => {
  const { reply, turn, graph, intake, stands } = await openWaitingDesk()
  graph.answers.push('cut')
  await reply('Perhaps')
  await turn()
  expect(await stands()).toEqual(WAITS)
  const [call] = graph.calls
  await intake.hear(echoTo({ mid: 'mid-1', text: 'Perhaps', more: { metadata: call?.message.metadata } }))
  expect(await stands()).toEqual(ANSWERED)
})

test('what the customer writes while a reply waits is not answered by it', async () => {
  const { reply, turn, intake, stands } = await openWaitingDesk()
  await reply('Yes, until six.')
  await intake.hear(textFrom({ mid: 'm-next', text: 'And on Sunday?' }))
  await turn()
  expect(await stands()).toEqual(WAITS)
})

test('of two replies one of which failed, the one that went answers', async () => {
  const { reply, turn, graph, stands } = await openWaitingDesk()
  graph.answers.push(refusal(100, 2018109))
  await reply('Refused')
  await reply('Goes')
  expect([await turn(), await turn()]).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(await stands()).toEqual(ANSWERED)
})
