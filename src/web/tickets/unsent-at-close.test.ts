import { expect, test } from 'vitest'
import type { OutboxEntry } from '../conversation/outbox-item.ts'
import { unsentAtClose } from './unsent-at-close.ts'

const message = (state: 'queued' | 'sending' | 'sent' | 'failed') => ({ line: 'our-message' as const, state })
const entry = (more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key: 'a1',
  ticketId: 't1',
  memberId: 'm1',
  mode: 'reply',
  replyMode: 'response',
  text: 'Yes, on Monday.',
  more: [],
  mention: undefined,
  quoting: undefined,
  files: [],
  writtenAt: '2026-11-24T14:10:00.000Z',
  askedAt: '2026-11-24T14:10:00.000Z',
  refusal: undefined,
  seen: undefined,
  news: undefined,
  answering: undefined,
  ...more,
})

test('U4: whoever closes a ticket is told of replies that are still to be sent', () => {
  expect(unsentAtClose({ messages: [message('queued')], outbox: [entry()] })).toEqual([
    '1 reply is still queued. Closing does not stop it.',
    '1 reply waits in this browser. Once the ticket is closed, it cannot be sent.',
  ])
  expect(unsentAtClose({ messages: [message('queued'), message('sending')], outbox: [entry(), entry({ key: 'a2' })] })).toEqual([
    '2 replies are still queued. Closing does not stop them.',
    '2 replies wait in this browser. Once the ticket is closed, they cannot be sent.',
  ])
})

test('U4: what was sent, was refused, or is for colleagues only, is no reason to wait with closing', () => {
  const outbox = [entry({ refusal: 'This ticket is closed.' }), entry({ mode: 'internal' })]
  expect(unsentAtClose({ messages: [message('sent'), message('failed'), { line: 'customer-message', state: null }], outbox })).toEqual([])
})
