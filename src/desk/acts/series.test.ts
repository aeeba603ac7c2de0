import { expect, test } from 'vitest'
import { echoTo } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'

/** A text of three parts, and as many turns as the queue was asked for. */
async function threeParts() {
  const sending = await openSendingDesk()
  await sending.replyInParts(['One', 'Two', 'Three'])
  const turns = async () => {
    while (sending.jobs.pop()) {
      await sending.turn()
    }
  }
  const states = async () => (await sending.outgoing()).map(({ text, state }) => [text, state])
  const idOf = async (text: string) => (await sending.outgoing()).find((line) => line.text === text)?.id as never
  return { ...sending, turns, states, idOf, said: () => sending.graph.calls.map(({ message }) => message.text) }
}

const TAKEN = { status: 200, body: { recipient_id: '7001', message_id: 'mid-taken' } }

test('a text in parts goes out part by part, in order', async () => {
  const { turns, said } = await threeParts()
  await turns()
  expect(said()).toEqual(['One', 'Two', 'Three'])
})

test('where one part is refused those behind it wait, and other answers go', async () => {
  const { turns, states, graph, reply, said } = await threeParts()
  await reply('By the way')
  graph.answers.push(TAKEN, refusal(100, 2018109))
  await turns()
  expect(await states()).toEqual([
    ['One', 'sent'],
    ['Two', 'failed'],
    ['Three', 'queued'],
    ['By the way', 'sent'],
  ])
  expect(said()).toEqual(['One', 'Two', 'By the way'])
})

test('the part is changed and tried again, and then the rest follows', async () => {
  const { turns, graph, retry, idOf, said, states } = await threeParts()
  graph.answers.push(TAKEN, refusal(100, 2018109))
  await turns()
  await retry(await idOf('Two'), ' Another two ')
  await turns()
  expect(said()).toEqual(['One', 'Two', 'Another two', 'Three'])
  expect(await states()).toEqual([
    ['One', 'sent'],
    ['Another two', 'sent'],
    ['Three', 'sent'],
  ])
})

test('what it is changed to has to fit, too', async () => {
  const { turns, graph, retry, idOf } = await threeParts()
  graph.answers.push(refusal(100, 2018109))
  await turns()
  await expect(retry(await idOf('One'), 'a'.repeat(1987))).rejects.toMatchObject({ code: 'message-too-long' })
})

test('the rest goes without the part where somebody says so, once', async () => {
  const { turns, graph, sendRest, idOf, said } = await threeParts()
  graph.answers.push(TAKEN, refusal(100, 2018109))
  await turns()
  await expect(sendRest(await idOf('Three'))).rejects.toMatchObject({ code: 'conflict' })
  await sendRest(await idOf('Two'))
  await turns()
  expect(said()).toEqual(['One', 'Two', 'Three'])
  await turns()
  expect(said()).toHaveLength(3)
})

test('behind a part of which nobody knows the rest waits until its echo comes', async () => {
  const { turns, states, graph, intake, said } = await threeParts()
  graph.answers.push('cut')
  await turns()
  expect(await states()).toEqual([
    ['One', 'unconfirmed'],
    ['Two', 'queued'],
    ['Three', 'queued'],
  ])
  const [call] = graph.calls
  await intake.hear(echoTo({ mid: 'mid-1', text: 'One', more: { metadata: call?.message.metadata } }))
  await turns()
  expect(said()).toEqual(['One', 'Two', 'Three'])
})

test('what is sent anyway takes the place of the part in doubt, and the rest follows it', async () => {
  const { turns, states, graph, sendAnyway, idOf, said } = await threeParts()
  graph.answers.push(TAKEN, 'cut')
  await turns()
  await sendAnyway(await idOf('Two'))
  await turns()
  expect(said()).toEqual(['One', 'Two', 'Two', 'Three'])
  expect((await states()).map(([, state]) => state)).toEqual(['sent', 'unconfirmed', 'sent', 'sent'])
})

test('what waits stands behind what was said, though Facebook’s clock says that later', async () => {
  const { turns, graph, intake, desk } = await threeParts()
  graph.answers.push(TAKEN, refusal(100, 2018109))
  await turns()
  const [call] = graph.calls
  const later = Date.now() + 60_000
  await intake.hear(echoTo({ mid: 'mid-taken', text: 'One', at: later, more: { metadata: call?.message.metadata } }))
  const lines = await desk.db
    .selectFrom('entries')
    .select(['text', 'occurred_at'])
    .where('author_kind', '=', 'member')
    .orderBy('occurred_at')
    .execute()
  expect(lines.map(({ text, occurred_at: at }) => [text, Number(at) - later])).toEqual([
    ['One', 0],
    ['Two', 1],
    ['Three', 2],
  ])
})

test('a process that dies while it sends a part leaves the rest waiting behind it', async () => {
  const { turns, states, desk, idOf } = await threeParts()
  await desk.db
    .updateTable('acts')
    .set({ state: 'sending' })
    .where('entry_id', '=', await idOf('One'))
    .execute()
  await turns()
  expect(await states()).toEqual([
    ['One', 'unconfirmed'],
    ['Two', 'queued'],
    ['Three', 'queued'],
  ])
})

test('one part that does not fit refuses them all', async () => {
  const { replyInParts, outgoing } = await openSendingDesk()
  await expect(replyInParts(['One', 'a'.repeat(1987)])).rejects.toMatchObject({ code: 'message-too-long' })
  await expect(replyInParts(['One', ' '])).rejects.toMatchObject({ code: 'message-empty' })
  expect(await outgoing()).toEqual([])
})
