import { expect, test } from 'vitest'
import { laterReaction } from './reactions.ts'

const at = (second: number): Date => new Date(second * 1000)
const love = { value: { name: 'love', emoji: '❤' }, at: at(2) }

test.each([
  ['a later one', { value: { name: 'wow', emoji: undefined }, at: at(3) }],
  ['a later taking back', { value: undefined, at: at(3) }],
  ['the greater of one moment', { value: { name: 'wow', emoji: undefined }, at: at(2) }],
])('%s stands, whichever came first', (_what, later) => {
  expect(laterReaction(love, later)).toBe(later)
  expect(laterReaction(later, love)).toBe(later)
})

test('what is told again changes nothing', () => {
  expect(laterReaction(love, { ...love })).toBe(love)
  expect(laterReaction(undefined, love)).toBe(love)
})
