import { expect, test } from 'vitest'
import { tidyName } from './tidy-name.ts'

test.each([
  ['blanks', '   '],
  ['a sign for a broken letter', '\ufffd'],
  ['zero-width spaces', '\u200b\u200b'],
  ['joiners alone', '\u200d\u200c'],
  ['a direction override', '\u202e'],
  ['soft hyphens', '\u00ad\u00ad'],
  ['Hangul fillers', '\u3164\u115f'],
  ['an empty Braille cell', '\u2800'],
  ['an accent without a letter', '\u0301'],
  ['NUL', '\0'],
  ['half a pair', '\ud800'],
])('R16: %s are no name', (_what, name) => {
  expect(() => tidyName(name, 'name')).toThrow('This name has no visible letter')
})

test.each([
  ['Zoë Ångström', 'Zoë Ångström'],
  ['日本語', '日本語'],
  ['👩‍🚀', '👩‍🚀'],
  ['  Bea \u202eevil ', 'Bea  evil'],
  ['7', '7'],
])('R16: %j stays as %j', (given, kept) => {
  expect(tidyName(given, 'name')).toBe(kept)
})
