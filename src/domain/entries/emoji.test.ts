import { expect, test } from 'vitest'
import { isEmoji, isSameEmoji } from './emoji.ts'

test.each<[string, boolean]>([
  ['👍', true],
  ['👍🏽', true],
  ['❤️', true],
  ['👩‍🔧', true],
  ['🇬🇷', true],
  ['', false],
  ['👍👍', false],
  ['👍 ', false],
  ['like', false],
  ['7', false],
])('that “%s” is one emoji is %s', (text, expected) => {
  expect(isEmoji(text)).toBe(expected)
})

test('an emoji with and without the sign that asks for colour is one emoji', () => {
  expect(isSameEmoji('❤', '❤️')).toBe(true)
  expect(isSameEmoji('❤️', '🧡')).toBe(false)
})
