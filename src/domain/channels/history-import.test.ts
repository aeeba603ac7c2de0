import { expect, test } from 'vitest'
import { importShare } from './history-import.ts'

const at = (day: number) => new Date(Date.UTC(2026, 10, day))
const walk = { list: 'messages', startedAt: at(30), since: at(0) } as const

test.each([
  ['at the head of the messages nothing is done', { ...walk, reachedAt: undefined }, 0],
  ['half of the days back in private is a quarter', { ...walk, reachedAt: at(15) }, 0.25],
  ['further back than asked is no more than all of the messages', { ...walk, reachedAt: at(-9) }, 0.5],
  ['a moment after it began is no step back', { ...walk, reachedAt: at(31) }, 0],
  ['at the head of the posts the messages are done', { ...walk, list: 'comments', reachedAt: undefined } as const, 0.5],
  ['posts are looked under that were 90 days older', { ...walk, list: 'comments', reachedAt: at(-90) } as const, 1],
])('%s', (_what, howFar, share) => {
  expect(importShare(howFar)).toBe(share)
})
