import { expect, test } from 'vitest'
import { nextTryAt } from './next-try.ts'

const NOW = new Date('2026-11-29T12:00:00Z')
const restOf = (tries: number, chance: number) => nextTryAt({ tries, now: NOW, chance }).getTime() - NOW.getTime()

test.each([
  [1, 1, 2_000],
  [1, 0, 1_000],
  [2, 1, 4_000],
  [5, 0.5, 24_000],
  [9, 1, 300_000],
  [1000, 0, 150_000],
])('after %i tries and with the lot %d the next one is %i ms away', (tries, chance, ms) => {
  expect(restOf(tries, chance)).toBe(ms)
})
