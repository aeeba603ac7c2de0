import { expect, test } from 'vitest'
import type { Ticket } from '../api/types.ts'
import { replyLock } from './reply-lock.ts'

const now = new Date('2026-11-25T10:00:00Z')
const ticket: Pick<Ticket, 'status' | 'channel' | 'window'> = {
  status: 'open',
  channel: { id: 'c', name: 'Lindqvist Cycles', kind: 'facebook', state: 'connected' },
  window: { opensAt: '2026-11-24T14:10:00Z', closesAt: '2026-11-25T14:10:00Z', reason: 'message' },
}

test('an agent may answer while the window is open', () => {
  expect(replyLock({ ticket, mayReply: true, now })).toBeUndefined()
})

test('an internal employee may not, however open the window is', () => {
  expect(replyLock({ ticket, mayReply: false, now })).toEqual({ kind: 'not-allowed' })
})

test.each(['closed', 'deleted'] as const)('a %s ticket takes no reply', (status) => {
  expect(replyLock({ ticket: { ...ticket, status }, mayReply: true, now })).toEqual({ kind: 'ticket-over' })
})

test.each(['disconnected', 'switched-off'] as const)('a channel that is %s takes no reply', (state) => {
  expect(replyLock({ ticket: { ...ticket, channel: { ...ticket.channel, state } }, mayReply: true, now })).toEqual({ kind: state })
})

test('the composer locks on the stroke of the window’s end', () => {
  const end = new Date('2026-11-25T14:10:00Z')
  expect(replyLock({ ticket, mayReply: true, now: new Date(end.getTime() - 1) })).toBeUndefined()
  expect(replyLock({ ticket, mayReply: true, now: end })).toEqual({ kind: 'window-closed', since: end })
})

test('a client who never wrote cannot be written to', () => {
  expect(replyLock({ ticket: { ...ticket, window: null }, mayReply: true, now })).toEqual({ kind: 'never-opened' })
})
