import { expect, test } from 'vitest'
import { isNameTyped, percentGone } from './deletion.ts'

test.each([
  ['as it stands there', 'Café Lindqvist', 'Café Lindqvist', true],
  ['with spaces around it', '  Café Lindqvist ', 'Café Lindqvist', true],
  ['with its accent typed apart', 'Cafe\u0301 Lindqvist', 'Café Lindqvist', true],
  ['in small letters', 'café lindqvist', 'Café Lindqvist', false],
  ['in part', 'Café', 'Café Lindqvist', false],
  ['not at all', '', 'Café Lindqvist', false],
])('a name that is typed %s', (_how, typed, name, isTyped) => {
  expect(isNameTyped(typed, name)).toBe(isTyped)
})

test('nothing is wholly gone before it is told so, and what was empty divides by nothing', () => {
  expect(percentGone({ gone: 0, before: 0 })).toBe(0)
  expect(percentGone({ gone: 500, before: 2000 })).toBe(25)
  expect(percentGone({ gone: 2100, before: 2000 })).toBe(99)
})
