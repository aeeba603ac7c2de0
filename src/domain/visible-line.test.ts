import { expect, test } from 'vitest'
import { visibleLine } from './visible-line.ts'

test.each([
  ['invoice\u202efdp.exe', 'invoice fdp.exe'],
  ['\u200bAnn\u200ba', 'Ann a'],
  ['\u2066Bob\u2069', 'Bob'],
  ['two\r\nlines', 'two lines'],
  ['Ann\u2060a\u2063', 'Ann a'],
  ['👩‍🚀 Zoë', '👩‍🚀 Zoë'],
  ['דנה', 'דנה'],
])('attack 18: %j is shown as %j', (text, shown) => expect(visibleLine(text)).toBe(shown))

test.each(['', '  ', '\u200b\u200b', '\u202e', '\u00ad', '\u0301', '\u2063', '\u3164'])('attack 18: %j shows nothing', (text) =>
  expect(visibleLine(text)).toBeUndefined(),
)
