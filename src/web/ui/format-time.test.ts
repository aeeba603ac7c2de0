import { expect, test } from 'vitest'
import { clockFormat, dayHeading, expectedTime, isSameDay, listTime, timeAgo } from './format-time.ts'

const now = new Date(2026, 10, 25, 15, 0)

test.each([
  ['a minute ago stands without a day', new Date(2026, 10, 25, 14, 59), /^(14:59|2:59\s?pm)$/iu],
  ['the day before yesterday is its weekday', new Date(2026, 10, 23, 10, 0), /^Mon$/u],
  ['a fortnight ago is a date', new Date(2026, 10, 9, 10, 0), /^9 Nov$/u],
  ['last year says its year', new Date(2025, 10, 9, 10, 0), /^9 Nov 2025$/u],
])('%s', (_title, at, expected) => {
  expect(listTime(at, now)).toMatch(expected)
})

test('days are headed by words, then by their date', () => {
  expect(dayHeading(new Date(2026, 10, 25, 1, 0), now)).toBe('Today')
  expect(dayHeading(new Date(2026, 10, 24, 23, 0), now)).toBe('Yesterday')
  expect(dayHeading(new Date(2026, 10, 20, 23, 0), now)).toBe('Friday 20 November')
})

test('midnight divides days, not 24 hours', () => {
  expect(isSameDay(new Date(2026, 10, 24, 23, 59), new Date(2026, 10, 25, 0, 1))).toBe(false)
})

test.each([
  ['just after midnight', [0, 5], '00:05', '12:05 am'],
  ['in the morning', [9, 5], '09:05', '9:05 am'],
  ['just after noon', [12, 5], '12:05', '12:05 pm'],
  ['in the afternoon', [13, 12], '13:12', '1:12 pm'],
] as const)('U37: the clock %s has no leading nought where it counts to twelve', (_when, [hour, minute], long, short) => {
  const at = new Date(2026, 10, 25, hour, minute)
  expect(clockFormat(false).format(at)).toBe(long)
  expect(clockFormat(true).format(at).replaceAll(/\s/gu, ' ')).toBe(short)
})

test('a short while is told in minutes and hours', () => {
  expect(timeAgo(new Date(2026, 10, 25, 14, 59, 40), now)).toBe('just now')
  expect(timeAgo(new Date(2026, 10, 25, 14, 57), now)).toBe('3 min ago')
  expect(timeAgo(new Date(2026, 10, 25, 12, 57), now)).toBe('2 h ago')
})

test('what is expected is told by about when, and on which day where it is another', () => {
  const late = new Date(2026, 10, 29, 23, 43)
  expect(expectedTime(new Date(2026, 10, 29, 23, 50), late)).toMatch(/^at about .*50/)
  expect(expectedTime(new Date(2026, 10, 30, 0, 3), late)).toMatch(/^tomorrow .*03/)
})
