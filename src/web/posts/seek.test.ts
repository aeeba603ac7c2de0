import { expect, test } from 'vitest'
import { beginSeek, nextStep, type Held, type Seek, type Wall } from './seek.ts'
import type { HeldThread } from './thread-pages.ts'
import type { WallItem } from './wall-items.ts'

const whole: Held = { hasMore: false, isFetching: false, isFailed: false }
const more: Held = { ...whole, hasMore: true }
const thread = (): HeldThread => ({ unansweredCount: 0, ticket: null, lines: [], lineCount: 0 })
const line = (key: string, isUnanswered = false) => ({ kind: 'line', key, thread: thread(), isUnanswered }) as WallItem
const post = (key: string, comments: number, isOpen = false) =>
  ({ kind: 'post', key, isOpen, row: { counts: { comments, unanswered: comments } } }) as WallItem

const wall = (items: readonly WallItem[], { threads = whole, posts }: Partial<Omit<Wall, 'items'>> = {}): Wall => ({
  items,
  threads,
  posts,
})
const seek = (from: string, differs: Partial<Seek> = {}): Seek => ({ what: 'comment', from, post: undefined, seen: new Set(), ...differs })

test('what is held is gone to at once', () => {
  expect(nextStep(seek('a'), wall([line('a'), line('b')]))).toEqual({ kind: 'go', key: 'b' })
  const waits = nextStep(seek('a', { what: 'unanswered' }), wall([line('a'), line('b'), line('c', true)]))
  expect(waits).toEqual({ kind: 'go', key: 'c' })
})

test('at the end of what is held more is fetched, waited for, and gone to', () => {
  const first = nextStep(seek('a'), wall([line('a')], { threads: more }))
  expect(first).toMatchObject({ kind: 'fetch', of: 'threads' })
  const on = 'seek' in first ? first.seek : seek('')
  expect(nextStep(on, wall([line('a')], { threads: { ...more, isFetching: true } }))).toMatchObject({ kind: 'wait' })
  expect(nextStep(on, wall([line('a'), line('b')], { threads: whole }))).toEqual({ kind: 'go', key: 'b' })
})

test('what did not load is said, and never that there is nothing more', () => {
  const failed: Held = { ...more, isFailed: true }
  expect(nextStep(seek('a'), wall([line('a')], { threads: failed }))).toEqual({ kind: 'failed', of: 'threads' })
  expect(nextStep(seek('a'), wall([line('a')], { threads: whole, posts: failed }))).toEqual({ kind: 'failed', of: 'posts' })
  expect(nextStep(seek('a'), wall([line('a')], { threads: whole, posts: more }))).toMatchObject({ kind: 'fetch', of: 'posts' })
  expect(nextStep(seek('a'), wall([line('a')], { threads: whole, posts: whole }))).toEqual({ kind: 'nothing-more', what: 'comment' })
})

test('it goes on in the next post once that is open, and at a closed one looks in it', () => {
  const items = [post('p1', 1, true), line('a'), post('p2', 1)]
  const opening = nextStep(seek('a', { post: 'p1', seen: new Set(['p1']) }), wall(items, { posts: whole }))
  expect(opening).toMatchObject({ kind: 'open', post: 'p2' })
  const on = 'seek' in opening ? opening.seek : seek('')
  expect(nextStep(on, wall(items, { posts: whole }))).toMatchObject({ kind: 'wait' })
  const opened = [post('p1', 1), post('p2', 1, true), line('b')]
  expect(nextStep(on, wall(opened, { posts: whole }))).toEqual({ kind: 'go', key: 'b' })
  expect(beginSeek('comment', 'p2', items)).toMatchObject({ kind: 'open', post: 'p2', seek: { post: 'p2' } })
  expect(beginSeek('comment', 'a', items)).toMatchObject({ kind: 'wait', seek: { post: 'p1', from: 'a' } })
})
