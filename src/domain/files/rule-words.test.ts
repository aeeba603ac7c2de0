import { expect, test } from 'vitest'
import { MESSAGE_FILES, ONE_PICTURE } from './outgoing-file.ts'
import { countWords, emptyWords, nameWords, refusalWords, ruleWords } from './rule-words.ts'

test('what can be sent is said beforehand, and how many', () => {
  expect([ruleWords(ONE_PICTURE), countWords(ONE_PICTURE)]).toEqual(['JPEG, PNG or GIF, up to 10 MB', 'One picture goes with a reply.'])
  expect([ruleWords(MESSAGE_FILES), countWords(MESSAGE_FILES)]).toEqual([
    'Pictures up to 8 MB, other files up to 25 MB',
    'At most 10 files go with a reply.',
  ])
})

test('a refusal names the file and the limit; what has no name is this file', () => {
  const tooLarge = { kind: 'too-large', what: 'picture', maxBytes: 8_000_000 } as const
  expect(refusalWords(MESSAGE_FILES, tooLarge, { name: 'a.png', size: 8_000_001 })).toBe(
    '“a.png” is too large: 8.1 MB. Pictures can have up to 8 MB.',
  )
  expect(refusalWords(MESSAGE_FILES, tooLarge, { name: undefined, size: undefined })).toBe(
    'This file is too large. Pictures can have up to 8 MB.',
  )
  expect(refusalWords(MESSAGE_FILES, { kind: 'program' }, { name: 'a.exe', size: 9 })).toBe('“a.exe” is a program. Programs can’t be sent.')
  expect([emptyWords(''), nameWords('a.pdf')]).toEqual(['This file is empty: there is nothing in it.', '“a.pdf”'])
})
