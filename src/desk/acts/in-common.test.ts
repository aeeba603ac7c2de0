import { expect, test } from 'vitest'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { createCarrier } from './carry-next.ts'
import { stopMessage } from './stop.ts'

const goesOn = () => true

test('who goes on has what is next under way when the last is written down, and carries it then', async () => {
  const { reply, desk, channelVia, conversation, graph, outgoing } = await openSendingDesk()
  await reply('First')
  await reply('Second')
  const carrier = createCarrier(desk, channelVia(graph.url))
  const first = await carrier.carryNext(conversation, { goesOn })
  expect(first).toMatchObject({ kind: 'done', next: { kind: 'carry' } })
  expect(await outgoing()).toMatchObject([{ state: 'sent' }, { state: 'sending' }])
  expect(graph.calls).toHaveLength(1)
  const second = await carrier.carryNext(conversation, { goesOn, begun: first.next })
  expect(second).toEqual({ kind: 'done', next: { kind: 'idle' } })
  expect(await outgoing()).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  expect(graph.calls.map(({ message }) => message.text)).toEqual(['First', 'Second'])
})

test('what is stopped while the last is being carried is not begun with its end', async () => {
  const { reply, desk, actor, ticketId, channelVia, conversation, graph, outgoing } = await openSendingDesk()
  await reply('First')
  const messageId = await reply('Second')
  graph.hooks.beforeAnswer = () => stopMessage(desk, actor, { ticketId, messageId }).then(() => undefined)
  const turn = await createCarrier(desk, channelVia(graph.url)).carryNext(conversation, { goesOn })
  expect(turn).toEqual({ kind: 'done', next: { kind: 'idle' } })
  expect(await outgoing()).toMatchObject([{ state: 'sent' }, { state: 'failed', failure: { reason: 'stopped' } }])
})

test('where what is next cannot be begun, what went out is written down by itself', async () => {
  const { reply, desk, channelVia, conversation, graph, outgoing } = await openSendingDesk()
  await reply('First')
  await reply('Second')
  const port = channelVia(graph.url)
  let opened = 0
  const open: ChannelPort['open'] = (channel) => {
    opened += 1
    return opened === 1 ? port.open(channel) : Promise.reject(new Error('The key cannot be looked at'))
  }
  expect(await createCarrier(desk, { ...port, open }).carryNext(conversation, { goesOn })).toEqual({ kind: 'done' })
  expect(await outgoing()).toMatchObject([{ state: 'sent' }, { state: 'queued' }])
})
