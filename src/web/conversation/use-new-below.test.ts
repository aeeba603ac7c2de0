import { expect, test } from 'vitest'
import type { Line } from '../api/types.ts'
import { newSince } from './use-new-below.ts'

const ME = 'user-1'
const line = (id: string, kind: Line['line'], userId: string | null = null) => ({
  id,
  line: kind,
  author: { id: userId },
})
const lines = [
  line('a', 'customer-message'),
  line('b', 'customer-message'),
  line('c', 'our-message', ME),
  line('d', 'our-message', 'user-2'),
  line('e', 'status-change', 'user-2'),
  line('f', 'internal-comment', 'user-2'),
]

test('U34: at the end nothing is new below', () => {
  expect(newSince(lines, undefined, ME)).toBe(0)
})

test('U34: new below are the messages and comments of others since one left the end', () => {
  expect(newSince(lines, 'a', ME)).toBe(3)
  expect(newSince(lines, 'd', ME)).toBe(1)
  expect(newSince(lines, 'f', ME)).toBe(0)
})

test('U34: a line that is not held any more counts for nothing', () => {
  expect(newSince(lines, 'gone', ME)).toBe(0)
})
