import { expect, test } from 'vitest'
import { queueLead } from './channel-queue-words.ts'

const NOW = new Date('2026-11-29T12:00:00Z')
const page = { state: 'connected', pausedUntil: null } as const

test('the queue of a Page says how much waits, and what ends it', () => {
  expect(queueLead({ count: 0, page, now: NOW })).toBe('Nothing waits.')
  expect(queueLead({ count: 3, page, now: NOW })).toBe('Waiting: 3. Sending goes on by itself.')
  expect(queueLead({ count: 3, page: { ...page, state: 'disconnected' }, now: NOW })).toContain('until the Page is reconnected')
  expect(queueLead({ count: 3, page: { ...page, state: 'switched-off' }, now: NOW })).toContain('switched back on')
  const paused = { ...page, pausedUntil: '2026-11-29T12:10:00Z' }
  expect(queueLead({ count: 3, page: paused, now: NOW })).toContain('Facebook asked this Page to slow down. Sending goes on at about')
  expect(queueLead({ count: 3, page: { ...page, pausedUntil: '2026-11-29T11:00:00Z' }, now: NOW })).toContain('by itself')
})
