import { expect, test } from 'vitest'
import type { PostRow } from '../api/types.ts'
import { neighbour, nextPost, nextUnanswered } from './step.ts'
import type { HeldThread } from './thread-pages.ts'
import type { LineItem, WallItem } from './wall-items.ts'

const threads: readonly HeldThread[] = [0, 1, 2].map((number) => ({ unansweredCount: number, ticket: null, lines: [], lineCount: 0 }))
const line = (key: string, thread: number, isUnanswered = false) =>
  ({ kind: 'line', key, thread: threads.at(thread), isUnanswered }) as LineItem
const post = (key: string, counts: Partial<PostRow['counts']>, isOpen = false) =>
  ({ kind: 'post', key, isOpen, row: { counts } }) as WallItem
const items: readonly WallItem[] = [
  line('a', 0),
  line('b', 0, true),
  line('c', 0, true),
  { kind: 'note', key: 'n', note: 'more', of: 'threads' },
  line('d', 1),
  line('e', 2, true),
]

test('one steps from comment to comment, and over whatever else stands between', () => {
  expect([neighbour(items, undefined, 1)?.key, neighbour(items, 'c', 1)?.key, neighbour(items, 'd', -1)?.key]).toEqual(['a', 'd', 'c'])
  expect([neighbour(items, 'e', 1), neighbour(items, 'a', -1), neighbour(items, undefined, -1)]).toEqual([undefined, undefined, undefined])
})

test('what waits is found once in each thread, for one answer answers all of it', () => {
  expect([undefined, 'a', 'b', 'd', 'e'].map((from) => nextUnanswered(items, from)?.key)).toEqual(['b', 'b', 'e', 'e', undefined])
})

test('the next post is one with comments below the open one; who looks for what waits comes round once', () => {
  const posts = [
    post('p1', { comments: 4, unanswered: 2 }),
    post('p2', { comments: 1, unanswered: 1 }, true),
    post('p3', { comments: 0, unanswered: 0 }),
    post('p4', { comments: 2, unanswered: 0 }),
  ]
  expect(nextPost(posts, 'comment', new Set(['p2']))?.key).toBe('p4')
  expect(nextPost(posts, 'unanswered', new Set(['p2']))?.key).toBe('p1')
  expect(nextPost(posts, 'unanswered', new Set(['p2', 'p1']))).toBeUndefined()
})
