import { expect, test } from 'vitest'
import { queueLead, waitingWords } from './channel-queue-words.ts'

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

const picture = { what: 'picture', count: 2, name: null, durationMs: null } as const

test.each<[Parameters<typeof waitingWords>[0], string]>([
  [{ act: 'reply', text: 'Yes, until six.', summary: [] }, 'Yes, until six.'],
  [{ act: 'reply', text: null, summary: [picture] }, '2 pictures'],
  [{ act: 'reply', text: 'Like this?', summary: [picture] }, '2 pictures: “Like this?”'],
  [{ act: 'react', text: '👍', summary: [] }, '👍 Reacting…'],
  [{ act: 'unreact', text: null, summary: [] }, 'Taking the reaction back…'],
  [{ act: 'edit', text: 'Until seven.', summary: [] }, 'Editing… “Until seven.”'],
  [{ act: 'reply-privately', text: 'Come by.', summary: [] }, 'Replying privately… “Come by.”'],
  [{ act: 'hide', text: null, summary: [] }, 'Hiding…'],
])('%o waits as “%s”', (waiting, words) => {
  expect(waitingWords(waiting)).toBe(words)
})
