import { expect, test } from 'vitest'
import type { Line, PostRow } from '../api/types.ts'
import { countedAnew, postsLeft, postsStaying, threadsLeft, threadsStaying } from './staying.ts'
import type { HeldThread, PostPages, ThreadPages } from './thread-pages.ts'

const thread = (head: string): HeldThread => ({ ticket: null, unansweredCount: 1, lines: [{ id: head } as Line], lineCount: 1 })
const pagesOf = (...heads: readonly string[]): ThreadPages => ({
  pageParams: heads.map(() => undefined),
  pages: heads.map((each) => ({ threads: each.split('').map(thread), nextCursor: null })),
})
const heads = ({ pages }: ThreadPages) => pages.map(({ threads }) => threads.map(({ lines }) => lines[0]?.id).join(''))
const stood = (...keys: readonly string[]) => new Set(keys)

test('what somebody stands in stays where it stood, though it fits the filter no more', () => {
  expect(heads(threadsStaying(pagesOf('abc', 'de'), pagesOf('ab', 'de'), stood('c')))).toEqual(['abc', 'de'])
  expect(heads(threadsStaying(pagesOf('abc', 'de'), pagesOf('bc', 'de'), stood('a')))).toEqual(['abc', 'de'])
  expect(heads(threadsStaying(pagesOf('abc', 'de'), pagesOf('bc'), stood('e')))).toEqual(['bce'])
  expect(heads(threadsStaying(pagesOf('abc', 'de'), pagesOf('abc', 'd'), stood('e')))).toEqual(['abc', 'de'])
  expect(heads(threadsStaying(pagesOf('a'), pagesOf(''), stood('a')))).toEqual(['a'])
})

test('what nobody stands in goes, and what is there anyway is there once', () => {
  expect(heads(threadsStaying(pagesOf('abc'), pagesOf('ac'), stood('a')))).toEqual(['ac'])
  expect(heads(threadsStaying(undefined, pagesOf('ac'), stood('b')))).toEqual(['ac'])
})

test('it stays through any number of fetches, and goes once it is left', () => {
  const once = threadsStaying(pagesOf('abc'), pagesOf('ac'), stood('b'))
  const twice = threadsStaying(once, pagesOf('nac'), stood('b'))
  expect(heads(twice)).toEqual(['nabc'])
  expect(threadsLeft(twice, stood('b'))).toBe(twice)
  expect(heads(threadsLeft(twice, stood('c')))).toEqual(['nac'])
})

test('a post that fits again stays by itself', () => {
  const rows = (...ids: readonly string[]): PostPages => ({
    pageParams: [undefined],
    pages: [{ posts: ids.map((postId) => ({ channelId: 'c', postId }) as PostRow), nextCursor: null }],
  })
  const ids = ({ pages }: PostPages) => pages.flatMap(({ posts }) => posts.map(({ postId }) => postId))
  const away = postsStaying(rows('p', 'q'), rows('q'), stood('post c p'))
  expect(ids(away)).toEqual(['p', 'q'])
  expect(ids(postsLeft(away, stood()))).toEqual(['q'])
  expect(ids(postsLeft(postsStaying(away, rows('q', 'p'), stood('post c p')), stood()))).toEqual(['q', 'p'])
})

test('a post that stays is counted as it is, and one that the list tells is left to the list', () => {
  const counts = { comments: 1, unanswered: 1, hidden: 0, removed: 0 }
  const row = { channelId: 'c', postId: 'p', counts } as PostRow
  const held = (isStaying?: true): PostPages => ({
    pageParams: [undefined],
    pages: [{ posts: [isStaying ? { ...row, isStaying } : row], nextCursor: null }],
  })
  const now = { ...row, counts: { ...counts, unanswered: 0 } }
  const staying = held(true)
  expect(countedAnew(staying, now).pages[0]?.posts).toMatchObject([{ isStaying: true, counts: { unanswered: 0 } }])
  expect(countedAnew(staying, row)).toBe(staying)
  const listed = held()
  expect(countedAnew(listed, now)).toBe(listed)
})
