import { expect, test } from 'vitest'
import { REACH, somebodyIn, subjectKey, unnamedAuthor, wholePostOf, type Subject } from './subject.ts'

const SUBJECTS: readonly Subject[] = [
  { kind: 'direct', personId: '1' },
  { kind: 'comments', postId: '1', rootId: '1' },
  { kind: 'whole-post', postId: '1' },
  { kind: 'post', postId: '1' },
  { kind: 'mention', entryId: '1' },
  { kind: 'review', storyId: '1' },
  { kind: 'website', visitorId: '1' },
]

test('no two subjects share a key, whatever their ids', () => {
  expect(SUBJECTS.map(subjectKey)).toEqual(['direct:1', 'comments:1/1', 'comments:1/', 'post:1', 'mention:1', 'review:1', 'website:1'])
})

test('two comments under one post are two conversations', () => {
  const [first, second] = ['2', '3'].map((rootId) => subjectKey({ kind: 'comments', postId: '1', rootId }))
  expect(first).not.toBe(second)
})

test('a thread names its post, and nothing else does', () => {
  expect(SUBJECTS.map(subjectKey).flatMap((key) => wholePostOf(key) ?? [])).toEqual([{ kind: 'whole-post', postId: '1' }])
})

test('where everybody reads there are neither receipts nor a window, and only there one answers privately', () => {
  for (const { kind } of SUBJECTS) {
    const { isPublic, hasWindow, hasReceipts, acts } = REACH[kind]
    expect(isPublic && (hasWindow || hasReceipts)).toBe(false)
    expect(acts.includes('say-privately') && !isPublic).toBe(false)
    expect(acts).toContain('say')
  }
})

test("a conversation that is private is somebody's, and one that everybody reads is not", () => {
  for (const subject of SUBJECTS) {
    expect(somebodyIn(subject) === undefined).toBe(REACH[subject.kind].isPublic)
  }
})

test('whom a channel does not name is whoever said that one thing, by a name that can be kept', () => {
  const names = [
    { thing: 'comment', externalId: '1' },
    { thing: 'comment', externalId: '2' },
    { thing: 'mention', externalId: '1' },
  ].map(unnamedAuthor)
  expect(new Set(names).size).toBe(3)
  expect(unnamedAuthor({ thing: 'comment', externalId: '9'.repeat(200) })).toHaveLength(100)
})
