import { expect, test } from 'vitest'
import { add, msUntilAtMost, newRing, setTotal, totalOf } from './ring.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const NOON = Date.UTC(2026, 10, 22, 12)

test('what happened leaves the window again when its time is over', () => {
  const ring = newRing(HOUR, 60)
  add(ring, NOON, 3)
  add(ring, NOON + 10 * MINUTE, 4)
  expect(totalOf(ring, NOON + 59 * MINUTE)).toBe(7)
  expect(totalOf(ring, NOON + 60 * MINUTE)).toBe(4)
  expect(totalOf(ring, NOON + 70 * MINUTE)).toBe(0)
})

test('the wait is until so much has left the window that the limit is kept', () => {
  const ring = newRing(HOUR, 60)
  add(ring, NOON, 3)
  add(ring, NOON + 10 * MINUTE, 4)
  const now = NOON + 20 * MINUTE
  expect(msUntilAtMost(ring, now, 7)).toBe(0)
  expect(msUntilAtMost(ring, now, 4)).toBe(40 * MINUTE)
  expect(msUntilAtMost(ring, now, 0)).toBe(50 * MINUTE)
})

test('a clock that jumps, forth or back, starts anew', () => {
  const ring = newRing(HOUR, 60)
  add(ring, NOON, 3)
  expect(totalOf(ring, NOON + 5 * HOUR)).toBe(0)
  add(ring, NOON + 5 * HOUR, 2)
  expect(totalOf(ring, NOON)).toBe(0)
})

test('a total can be set', () => {
  const ring = newRing(HOUR, 60)
  add(ring, NOON, 3)
  setTotal(ring, NOON, 150)
  expect(totalOf(ring, NOON)).toBe(150)
})
