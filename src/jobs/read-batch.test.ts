import { expect, test } from 'vitest'
import { nextLanes } from './read-batch.ts'

const claimed = (...counts: readonly number[]) =>
  counts.flatMap((count, lane) => Array.from({ length: count }, () => ({ lane: `1067280970047${lane}` })))

test.each([
  ['nothing waited', [], 32, 32],
  ['little waited in many lanes', [1, 1, 2, 1], 32, 32],
  ['three lanes were full', [66, 66, 66], 32, 1],
  ['thirty-two lanes were full', Array<number>(32).fill(6), 32, 7],
  ['one was full, and stays alone', [200], 1, 1],
  ['one of few was not full any more', [12], 1, 32],
  ['of full lanes one was not', [66, 66, 3], 32, 32],
])('where %s, %j of each in a turn of up to %i lanes, the next takes %i', (_, counts, lanes, expected) => {
  expect(nextLanes(claimed(...counts), { lanes, deliveries: 200 })).toBe(expected)
})
