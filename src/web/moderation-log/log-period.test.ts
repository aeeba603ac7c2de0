import { expect, test } from 'vitest'
import { boundsOf } from './log-period.ts'

const NOW = new Date(2026, 10, 29, 13, 40)
const midnight = (month: number, day: number) => new Date(2026, month - 1, day).toISOString()

test.each([
  ['nothing is chosen: the last 30 days', {}, { from: midnight(10, 31) }],
  ['today', { when: 'today' }, { from: midnight(11, 29) }],
  ['the last week', { when: '7-days' }, { from: midnight(11, 23) }],
  ['any time', { when: 'any' }, {}],
  ['two days, both of them', { when: 'between', from: '2026-11-01', to: '2026-11-02' }, { from: midnight(11, 1), to: midnight(11, 3) }],
  ['a first day alone', { when: 'between', from: '2026-11-01' }, { from: midnight(11, 1) }],
  ['a day without its period, which the address of another page may carry', { from: '2026-11-01' }, { from: midnight(10, 31) }],
] as const)('%s', (_what, asked, bounds) => {
  expect(boundsOf(asked, NOW)).toEqual(bounds)
})
