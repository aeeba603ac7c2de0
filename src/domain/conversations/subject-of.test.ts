import { expect, test } from 'vitest'
import { subjectOf, type Whereabouts } from './subject-of.ts'
import { subjectKey } from './subject.ts'

test.each<[string, Whereabouts, string]>([
  ['a private message', { thing: 'message', personId: '7001' }, 'direct:7001'],
  ["a comment under the Page's post", { thing: 'comment', postId: '1_2', rootId: '2_3', by: 'page' }, 'comments:1_2/2_3'],
  ['a comment under a post that nobody knows', { thing: 'comment', postId: '1_2', rootId: '2_3', by: 'unknown' }, 'comments:1_2/2_3'],
  ["a comment under a visitor's post", { thing: 'comment', postId: '1_2', rootId: '2_3', by: 'visitor' }, 'post:1_2'],
  ["a visitor's post", { thing: 'post', postId: '1_2' }, 'post:1_2'],
  ['a mention', { thing: 'mention', externalId: '5_6' }, 'mention:5_6'],
  ['a review', { thing: 'review', storyId: '9' }, 'review:9'],
])('%s', (_what, where, key) => {
  expect(subjectKey(subjectOf(where))).toBe(key)
})
