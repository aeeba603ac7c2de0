import { expect, test } from 'vitest'
import { quantiles } from './quantiles.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index)

test.each([
  [100, 50, 99],
  [300, 150, 297],
  [70, 35, 70],
  [1, 1, 1],
  [0, 0, 0],
])('of %i looks half do not exceed %i, and 99 of 100 not %i', (count, p50Ms, p99Ms) => {
  expect(quantiles(upTo(count))).toEqual({ p50Ms, p99Ms })
})
