import { expect, test } from 'vitest'
import { isHidden, unheard } from './entry.ts'

const at = (second: number): Date => new Date(second * 1000)

test.each([
  ['nobody hid it', undefined, undefined, false],
  ['it was hidden', at(1), undefined, true],
  ['it was hidden and shown again', at(1), at(2), false],
  ['it was shown and hidden again', at(3), at(2), true],
  ['both are told of one moment', at(2), at(2), true],
])('hidden or not, where %s', (_what, hiddenAt, unhiddenAt, expected) => {
  expect(isHidden({ ...unheard('comment', '1_2'), hiddenAt, unhiddenAt })).toBe(expected)
})
