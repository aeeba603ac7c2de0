import { expect, test } from 'vitest'
import { judgeLength } from './message-length.ts'

test.each([
  ['one letter', 'a', { kind: 'fits', length: 1 }],
  ['1986 letters', 'a'.repeat(1986), { kind: 'fits', length: 1986 }],
  ['1987 letters', 'a'.repeat(1987), { kind: 'too-long', length: 1987, excess: 1 }],
  ['993 emoji, two units each', '🚲'.repeat(993), { kind: 'fits', length: 1986 }],
  ['994 emoji', '🚲'.repeat(994), { kind: 'too-long', length: 1988, excess: 2 }],
  ['nothing', '', { kind: 'empty' }],
  ['only white space', ' \n\t ', { kind: 'empty' }],
  ['only what nobody sees', ' \u200b\u2060\u200e\ufe0f', { kind: 'empty' }],
  ['an emoji of several', '👩\u200d🌾', { kind: 'fits', length: 5 }],
  ['1986 letters between spaces', `  ${'a'.repeat(1986)}\n`, { kind: 'fits', length: 1986 }],
])('%s', (_what, text, verdict) => {
  expect(judgeLength(text)).toEqual(verdict)
})

test('a name before the text counts, and alone it is nothing to send', () => {
  expect(judgeLength('a'.repeat(1976), 10)).toEqual({ kind: 'fits', length: 1986 })
  expect(judgeLength('a'.repeat(1977), 10)).toEqual({ kind: 'too-long', length: 1987, excess: 1 })
  expect(judgeLength(' ', 10)).toEqual({ kind: 'empty' })
})
