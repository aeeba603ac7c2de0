import { expect, test } from 'vitest'
import { insertAtCaret } from './insert-at-caret.ts'

test.each<[string, string, { start: number; end: number }, string, number]>([
  ['into an empty text', '', { start: 0, end: 0 }, '🚲', 2],
  ['between words', 'To Crete', { start: 3, end: 3 }, 'To 🚲Crete', 5],
  ['in place of what is marked', 'To Crete', { start: 3, end: 8 }, 'To 🚲', 5],
  ['at the end', 'Yes', { start: 3, end: 3 }, 'Yes🚲', 5],
])('an emoji goes %s, and the caret stands behind it', (_where, text, at, expected, caret) => {
  expect(insertAtCaret(text, at, '🚲')).toEqual({ text: expected, caret })
})
