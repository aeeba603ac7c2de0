import { expect, test } from 'vitest'
import type { ChannelId, MessageId } from '#domain/ids.ts'
import type { RecordedAllowance, ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { linesOf } from '#test/lines.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { newestLines } from '#storage/timeline.ts'
import { recordAllowance } from '../channels/record-allowance.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { sendAnyway } from './send-anyway.ts'
import { retryMessage } from './retry.ts'
import { sendRest } from './send-rest.ts'

const DAY_MS = 86_400_000

/** A ticket on a Page of which somebody recorded what Facebook allows it, and the customer's last words are so long ago. */
async function openAfter(ms: number, allowances: readonly RecordedAllowance[] = []) {
  const sending = await openSendingDesk()
  const { desk, actor, intake, clock, ticketId } = sending
  const administrator = { ...actor, role: 'administrator' } as const
  const record = (allowance: RecordedAllowance, isAllowed: boolean) =>
    recordAllowance(desk, administrator, {
      channelId: intake.channelId as ChannelId,
      allowance,
      isAllowed,
      ...(allowance === 'news' ? { useScenario: 'Local cycling news' } : {}),
    })
  for (const allowance of allowances) {
    await record(allowance, true)
  }
  const { window_opens_at: opensAt } = await desk.db.selectFrom('conversations').select('window_opens_at').executeTakeFirstOrThrow()
  const after = (later: number) => {
    clock.now = new Date(Number(opensAt) + later)
  }
  after(ms)
  const say = (mode: ReplyMode, confirmsNewsRule?: boolean) =>
    replyToTicket(desk, actor, { ticketId, text: 'Your frame passed', mode, confirmsNewsRule })
  const shown = async () => {
    const lines = await newestLines(desk.db, intake.workspaceId, { ticketId, limit: 50, before: undefined })
    return lines.flatMap((line) => (line.line === 'our-message' ? [{ mode: line.mode, state: line.state }] : []))
  }
  return { ...sending, record, after, say, shown }
}

test('P6: after a day a person answers as human agent: the call carries the tag, and the line says so', async () => {
  const { say, turn, graph, shown } = await openAfter(DAY_MS, ['human-agent'])
  await expect(say('response')).rejects.toMatchObject({
    code: 'reply-window-closed',
    detail: { remains: [{ mode: 'human-agent', until: expect.any(String) }] },
  })
  await say('human-agent')
  await turn()
  expect(graph.calls).toMatchObject([{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }])
  expect(await shown()).toEqual([{ mode: 'human-agent', state: 'sent' }])
})

test('P6: within the day the call says that it is a response, with no tag', async () => {
  const { say, turn, graph, shown } = await openAfter(DAY_MS - 1, ['human-agent'])
  await say('response')
  await turn()
  expect(graph.calls).toMatchObject([{ messaging_type: 'RESPONSE' }])
  expect(graph.calls[0]).not.toHaveProperty('tag')
  expect(await shown()).toEqual([{ mode: 'response', state: 'sent' }])
})

test('P6: without the feature, and once the seven days are over, it is refused before any call', async () => {
  const { say, record, after, graph, desk } = await openAfter(DAY_MS)
  await expect(say('human-agent')).rejects.toMatchObject({ code: 'reply-mode-not-granted' })
  await record('human-agent', true)
  after(7 * DAY_MS)
  await expect(say('human-agent')).rejects.toMatchObject({ code: 'reply-window-closed', detail: { remains: [] } })
  after(7 * DAY_MS - 1)
  await say('human-agent')
  expect(graph.calls).toEqual([])
  expect((await linesOf(desk.db)).filter(({ direction }) => direction === 'out')).toHaveLength(1)
})

test.each<[string, (there: Awaited<ReturnType<typeof openAfter>>) => Promise<void> | void, string]>([
  ['the seven days end', ({ after }) => after(7 * DAY_MS), 'window-closed'],
  ['the feature is recorded as gone', ({ record }) => record('human-agent', false), 'not-granted'],
])('P6: what waits as human agent until %s is never called', async (_what, happen, reason) => {
  const there = await openAfter(DAY_MS, ['human-agent'])
  await there.say('human-agent')
  await happen(there)
  await there.turn()
  expect(there.graph.calls).toEqual([])
  expect(await there.outgoing()).toMatchObject([{ state: 'failed', failure: { reason } }])
})

test('B32: what Facebook refused for the window is tried again as human agent, and goes with the tag', async () => {
  const { say, turn, graph, actor, desk, ticketId, shown, after } = await openAfter(DAY_MS - 1, ['human-agent'])
  const id = await say('response')
  graph.answers.push(refusal(10, 2_018_278))
  await turn()
  after(DAY_MS)
  const again = (mode?: ReplyMode) => retryMessage(desk, actor, { ticketId, messageId: id, mode })
  await expect(again()).rejects.toMatchObject({ code: 'reply-window-closed' })
  await again('human-agent')
  await turn()
  expect(graph.calls.at(-1)).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  expect(await shown()).toEqual([{ mode: 'human-agent', state: 'sent' }])
})

test('P6: what failed as human agent is tried again as that, and after the customer wrote as a response', async () => {
  const { say, turn, graph, actor, desk, ticketId } = await openAfter(DAY_MS, ['human-agent'])
  const id = await say('human-agent')
  graph.answers.push(refusal(551), refusal(551))
  await turn()
  await retryMessage(desk, actor, { ticketId, messageId: id })
  await turn()
  expect(graph.calls.at(-1)).toMatchObject({ tag: 'HUMAN_AGENT' })
  await desk.db
    .updateTable('conversations')
    .set({ window_opens_at: desk.now(), window_closes_at: new Date(desk.now().getTime() + DAY_MS) })
    .execute()
  await retryMessage(desk, actor, { ticketId, messageId: id, mode: 'response' })
  await turn()
  expect(graph.calls.at(-1)).toMatchObject({ messaging_type: 'RESPONSE' })
})

test('P6: what nobody confirmed is sent anyway as what it was', async () => {
  const { say, turn, graph, actor, desk, ticketId } = await openAfter(DAY_MS, ['human-agent'])
  const messageId = await say('human-agent')
  graph.answers.push('cut')
  await turn()
  await sendAnyway(desk, actor, { ticketId, messageId })
  await turn()
  expect(graph.calls.at(-1)).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
})

test('S14: news go whenever somebody confirmed their rule for this very message', async () => {
  const { say, turn, graph, shown, actor, desk, ticketId } = await openAfter(30 * DAY_MS, ['news'])
  await expect(say('news')).rejects.toMatchObject({ code: 'rule-not-confirmed' })
  await expect(say('news', false)).rejects.toMatchObject({ code: 'rule-not-confirmed' })
  const id = await say('news', true)
  graph.answers.push(refusal(551))
  await turn()
  const again = (confirmsNewsRule?: boolean) => retryMessage(desk, actor, { ticketId, messageId: id, confirmsNewsRule })
  await expect(again()).rejects.toMatchObject({ code: 'rule-not-confirmed' })
  await again(true)
  await turn()
  expect(graph.calls).toMatchObject([
    { messaging_type: 'MESSAGE_TAG', tag: 'NON_PROMOTIONAL_SUBSCRIPTION' },
    { messaging_type: 'MESSAGE_TAG', tag: 'NON_PROMOTIONAL_SUBSCRIPTION' },
  ])
  expect(await shown()).toEqual([{ mode: 'news', state: 'sent' }])
})

test('S14: of a Page that is not registered no news go', async () => {
  const { say } = await openAfter(30 * DAY_MS, ['human-agent'])
  await expect(say('news', true)).rejects.toMatchObject({ code: 'reply-mode-not-granted' })
})

test('the rest of a text goes as what it was asked for, whatever became of the part before it', async () => {
  const { desk, actor, ticketId, replyInParts, jobs, turn, graph, after, outgoing } = await openAfter(DAY_MS - 1, ['human-agent'])
  await replyInParts(['One', 'Two'])
  const turns = async () => {
    while (jobs.pop()) {
      await turn()
    }
  }
  graph.answers.push(refusal(100, 2018109), refusal(100, 2018109))
  await turns()
  const [one] = await outgoing()
  const first = { ticketId, messageId: one?.id as MessageId }
  after(DAY_MS)
  await retryMessage(desk, actor, { ...first, mode: 'human-agent' })
  await turns()
  await expect(sendRest(desk, actor, first)).rejects.toMatchObject({ code: 'reply-window-closed' })
  expect((await outgoing()).map(({ state }) => state)).toEqual(['failed', 'queued'])
})
