import { expect, test } from 'vitest'
import { newSince } from './use-new-below.ts'

const ME = 'user-1'
const line = (id: string, direction: 'in' | 'out' | 'internal' | 'system', userId: string | null = null) => ({
  id,
  direction,
  author: { kind: userId === null ? ('client' as const) : ('member' as const), id: userId, name: null },
})
const lines = [
  line('a', 'in'),
  line('b', 'in'),
  line('c', 'out', ME),
  line('d', 'out', 'user-2'),
  line('e', 'system', 'user-2'),
  line('f', 'internal', 'user-2'),
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
