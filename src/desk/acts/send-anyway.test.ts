import { expect, test } from 'vitest'
import type { Sight } from '#domain/acts/sight.ts'
import type { ActId, MessageId } from '#domain/ids.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { echoTo } from '#test/intake-desk.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { readLine } from '#storage/timeline.ts'
import { lookAgain, sendAnyway } from './send-anyway.ts'
import { settleDoubt } from './settle-doubt.ts'

const THREE_MINUTES_MS = 3 * 60_000

/** A private message of which nobody knows whether it was sent. */
async function doubtfulDesk() {
  const sending = await openSendingDesk()
  const { desk, actor, graph, intake, ticketId } = sending
  const messageId = await sending.reply('Perhaps')
  graph.answers.push('cut')
  await sending.turn()
  const [job] = intake.doubtJobs.splice(0)
  if (!job) {
    throw new Error('Nobody looks for a private message in doubt.')
  }
  const channel = (sight: Sight) => {
    const refuse = () => Promise.reject(new Error('Nothing may be done to settle a doubt.'))
    return {
      ...FREE_PACE,
      keyName: 'key',
      bring: refuse,
      show: refuse,
      carry: refuse,
      mayReplyPrivately: refuse,
      look: () => Promise.resolve(sight),
    }
  }
  return {
    ...sending,
    job,
    messageId,
    see: (sight: Sight, asked = job) =>
      settleDoubt(desk, { open: () => Promise.resolve({ kind: 'open', channel: channel(sight) }) }, asked),
    line: (id: MessageId = messageId) => readLine(desk.db, intake.workspaceId, id),
    anyway: (key = 'k') => sendAnyway(desk, actor, { ticketId, messageId, key }),
    lookAgain: () => lookAgain(desk, actor, { ticketId, messageId }),
    agesBy: (ms: number) =>
      desk.db
        .updateTable('acts')
        .set({ state_at: new Date(Date.now() - ms) })
        .execute(),
  }
}

const LISTED = { kind: 'listed', said: [], isWhole: true } as const
const THERE = { ...LISTED, said: [{ externalId: 'm_there', at: new Date() }] }

test('a private message that stands in the conversation on Facebook was sent, though nobody answered for it', async () => {
  const { see, line, outgoing } = await doubtfulDesk()
  await see(THERE)
  expect(await line()).toMatchObject({ state: 'sent' })
  expect(await outgoing()).toMatchObject([{ text: 'Perhaps', external_id: 'm_there' }])
})

test('one that is not there may still come, and says how often it was looked for; after two minutes it was not sent', async () => {
  const { see, line, agesBy } = await doubtfulDesk()
  await expect(see(LISTED)).rejects.toThrow('does not show it yet')
  await expect(see(LISTED)).rejects.toThrow('does not show it yet')
  expect(await line()).toMatchObject({ state: 'unconfirmed', way: { looked: { times: 2, saw: 'not-there' } } })
  await agesBy(THREE_MINUTES_MS)
  await see(LISTED)
  expect(await line()).toMatchObject({ state: 'failed', failure: { reason: 'no-answer' } })
})

test('what the Page wrote in Facebook in the same words is not our message: the echo of ours names it', async () => {
  const { see, line, intake, agesBy } = await doubtfulDesk()
  await intake.hear(echoTo({ mid: 'm_there', text: 'Perhaps' }))
  await agesBy(THREE_MINUTES_MS)
  await see(THERE)
  expect(await line()).toMatchObject({ state: 'failed' })
})

test('what Facebook does not show stays in doubt, and who asks for a look is told what it came to, once', async () => {
  const { see, line, lookAgain: again, intake, job } = await doubtfulDesk()
  await see({ kind: 'unclear' })
  expect(await line()).toMatchObject({ state: 'unconfirmed', way: { looked: { times: 1, saw: 'untold' } } })
  await again()
  const [asked] = intake.doubtJobs.splice(0)
  expect(asked).toEqual({ ...job, isAsked: true })
  await see({ kind: 'not-now', why: 'time-out' }, asked)
  expect(await line()).toMatchObject({ state: 'unconfirmed', way: { looked: { times: 2, saw: 'no-answer' } } })
})

test('sent anyway it goes as a line of its own, once, whatever becomes of the one in doubt', async () => {
  const { anyway, line, turn, graph, see, retry, messageId, agesBy, lookAgain: again } = await doubtfulDesk()
  const second = await anyway()
  expect(await line()).toMatchObject({ state: 'unconfirmed', way: { sentAgainAs: second } })
  await expect(anyway('another')).rejects.toThrow('sent again already')
  await expect(again()).rejects.toThrow('sent again already')
  await turn()
  expect(graph.calls.map(({ message: { metadata } }) => metadata)).toEqual([`desk:${messageId}`, `desk:${second}`])
  expect(await line(second)).toMatchObject({ state: 'sent' })
  await agesBy(THREE_MINUTES_MS)
  await see(LISTED)
  expect(await line()).toMatchObject({ state: 'failed' })
  await expect(retry(messageId)).rejects.toThrow('sent again already')
})

test('what is known by now is neither sent anyway nor looked for', async () => {
  const { anyway, lookAgain: again, see, desk, job } = await doubtfulDesk()
  await see(THERE)
  await expect(anyway()).rejects.toThrow('It is known by now')
  await expect(again()).rejects.toThrow('It is known by now')
  const { actId } = job satisfies { readonly actId: ActId }
  expect(await desk.db.selectFrom('acts').select('id').execute()).toEqual([{ id: actId }])
})
