import { expect, test } from 'vitest'
import { contentsWords, waitingWords } from './channel-deletion-words.ts'

const nothing = { tickets: 0, messages: 0, comments: 0, files: 0, waiting: 0 }

test('what goes is told in figures, and what there is none of is left out', () => {
  expect(contentsWords({ ...nothing, tickets: 1284, messages: 12_840, comments: 3910, files: 212 })).toBe(
    '1,284 tickets, 12,840 messages, 3,910 comments and posts and 212 files',
  )
  expect(contentsWords({ ...nothing, tickets: 1, comments: 1 })).toBe('1 ticket and 1 comment or post')
  expect(contentsWords({ ...nothing, files: 1 })).toBe('1 file')
  expect(contentsWords(nothing)).toBe('no tickets')
})

test('what waits and will never be sent is told, where there is something', () => {
  expect(waitingWords(nothing)).toBeUndefined()
  expect(waitingWords({ ...nothing, waiting: 1 })).toBe('1 reply or action is still waiting to be sent and never will be.')
  expect(waitingWords({ ...nothing, waiting: 12 })).toBe('12 replies and actions are still waiting to be sent and never will be.')
})
