import { expect, test } from 'vitest'
import { broughtWords, stageWords, untoldWords } from './history-import-words.ts'

const NOTHING = { conversations: 0, messages: 0, comments: 0, posts: 0 }

test.each([
  [{ conversations: 1204, messages: 5310, comments: 2910, posts: 0 }, '1,204 conversations with 5,310 messages, 2,910 comments'],
  [{ ...NOTHING, conversations: 1, messages: 1 }, '1 conversation with 1 message'],
  [{ ...NOTHING, posts: 2 }, '2 posts'],
  [NOTHING, undefined],
])('what was brought along is counted: %j', (counts, words) => {
  expect(broughtWords(counts)).toBe(words)
})

test('an import says what it does, that it is paused, and what it waits for', () => {
  expect(stageWords({ state: 'running', list: 'messages' })).toBe('Reading private messages, the newest first.')
  expect(stageWords({ state: 'running', list: 'comments' })).toBe('Private messages are done. Reading posts and comments.')
  expect(stageWords({ state: 'paused', list: 'messages' })).toContain('Paused')
  expect(stageWords({ state: 'resting', list: 'messages' })).toContain('by itself')
})

test('what Facebook does not show is named, and where it shows all nothing is', () => {
  expect(untoldWords(0)).toBeUndefined()
  expect(untoldWords(1)).toContain('only that it is there')
  expect(untoldWords(12)).toContain('Of 12 more')
})
