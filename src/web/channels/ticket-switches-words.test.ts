import { expect, test } from 'vitest'
import { stateWords, waitingWords } from './ticket-switches-words.ts'

const OFF = { kind: 'comment', isOn: false, changedAt: '2026-11-29T11:00:00Z', changedBy: 'Maja Holm', waitingCount: 0 } as const
const NOW = new Date('2026-11-29T12:00:00Z')

test.each([
  [0, undefined],
  [1, '1 comment thread stands unanswered without a ticket. Turn this on, and it becomes a ticket.'],
  [12, '12 comment threads stand unanswered without a ticket. Turn this on, and each becomes a ticket.'],
  [1000, '1,000 or more comment threads stand unanswered without a ticket. Turn this on, and each becomes a ticket.'],
])('%i that wait are told beside the switch before it is turned on', (waitingCount, words) => {
  expect(waitingWords({ ...OFF, waitingCount })).toBe(words)
})

test('once it is on, those who waited are about to have their tickets', () => {
  expect(waitingWords({ ...OFF, isOn: true, waitingCount: 1 })).toBe('1 comment thread is becoming a ticket.')
  expect(waitingWords({ ...OFF, kind: 'review', isOn: true, waitingCount: 7 })).toBe('7 reviews are becoming tickets.')
})

test('who turned it last is told, unless nobody did or they left', () => {
  expect(stateWords(OFF, NOW)).toMatch(/^Turned off by Maja Holm today .*\d\d:\d\d.*\.$/u)
  expect(stateWords({ ...OFF, isOn: true, changedBy: null }, NOW)).toMatch(/^Turned on today/u)
  expect(stateWords({ ...OFF, changedAt: null, changedBy: null }, NOW)).toBeUndefined()
})
