import { expect, test } from 'vitest'
import { isSaidMeanwhile } from './said-meanwhile.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 29, 12, minute))
const doubtful = { askedAt: at(20), state: 'unconfirmed', stateAt: at(21) } as const

test.each([
  ['just after it was asked for', 20, doubtful, true],
  ['before that, by a clock that is behind', 5, doubtful, true],
  ['long before that', 4, doubtful, false],
  ['when the call was just over', 36, doubtful, true],
  ['when it was long over', 37, doubtful, false],
  ['while it is under way, however long that takes', 59, { ...doubtful, state: 'sending' }, true],
  ['long after it was told as not sent', 59, { ...doubtful, state: 'failed' }, false],
] as const)('what was said %s', (_when, minute, asked, expected) => {
  expect(isSaidMeanwhile(at(minute), asked)).toBe(expected)
})
