import { expect, test } from 'vitest'
import type { LogEntry } from '../api/types.ts'
import { entryWords, onWords, resultWords } from './log-words.ts'

const target = { thing: 'comment', facebookId: '900_61', postId: '900', words: 'How much?', beside: [] }
const by = (kind: 'client' | 'member' | 'elsewhere', name: string | null) => ({ target: { ...target, author: { kind, name } } })

test.each<[Pick<LogEntry, 'target'>, string]>([
  [by('client', 'Ola Ørsted'), 'Comment by Ola Ørsted'],
  [by('client', null), 'Comment by somebody whom Facebook does not name'],
  [by('member', 'Maja Holm'), 'Our reply'],
  [{ target: { ...target, thing: 'post', author: { kind: 'elsewhere', name: 'A Page' } } }, 'Our post'],
  [{ target: null }, 'Not known yet'],
])('%j is told as to what it was done', (entry, words) => {
  expect(onWords(entry)).toBe(words)
})

test.each<[LogEntry['act'], LogEntry['result'], string | null, string]>([
  ['hide', 'done', null, 'Hidden'],
  ['reply', 'waiting', 'Facebook has not been asked yet.', 'Posting… Facebook has not been asked yet.'],
  ['remove', 'refused', 'Facebook refused it.', 'Not deleted. Facebook refused it.'],
  ['like', 'unsure', 'Facebook did not answer.', 'Liked, perhaps. Facebook did not answer.'],
])('%s, %s', (act, result, explanation, words) => {
  expect(resultWords({ act, result, explanation })).toBe(words)
})

test('what opens an entry says which: of one minute there may be a hundred', () => {
  expect(entryWords({ act: 'hide', ...by('client', 'Ola Ørsted') }, 'today 14:10')).toBe(
    'The whole entry: Hide, Comment by Ola Ørsted, today 14:10',
  )
})
