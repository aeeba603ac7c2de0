import { expect, test } from 'vitest'
import { ONE_PICTURE } from '#domain/files/outgoing-file.ts'
import { refusedBeforehand, ruleWords } from './rule-words.ts'

test('what can be sent is said beforehand', () => {
  expect(ruleWords(ONE_PICTURE)).toBe('JPEG, PNG or GIF, up to 10 MB')
})

test.each([
  ['a picture', { type: 'image/png', size: 10 }, undefined],
  ['a film', { type: 'video/mp4', size: 10 }, 'This cannot be sent here. Facebook takes JPEG, PNG or GIF, up to 10 MB.'],
  ['too much', { type: 'image/png', size: 10_000_001 }, 'This picture is too large. Facebook takes JPEG, PNG or GIF, up to 10 MB.'],
  ['nothing', { type: 'image/png', size: 0 }, 'There is nothing in this file.'],
])('%s', (_what, file, words) => {
  expect(refusedBeforehand(ONE_PICTURE, file)).toBe(words)
})
