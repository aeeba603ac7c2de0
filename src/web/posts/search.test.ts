import { expect, test } from 'vitest'
import { postsSearch, sortOf, tabNamed } from './search.ts'

test('what stands in the address is what is asked for, and nothing else', () => {
  expect(postsSearch({ channelId: 'c1', having: 'hidden', kind: 'video', sort: 'newest' })).toEqual({
    channelId: 'c1',
    having: 'hidden',
    kind: 'video',
    sort: 'newest',
  })
  expect(postsSearch({ having: 'everything', kind: 7, sort: null, other: 'x' })).toEqual({})
})

test('a tab that nobody knows is the posts', () => {
  expect(['reviews', 'nonsense'].map(tabNamed)).toEqual(['reviews', 'own'])
})

test('of posts those in which most waits stand first, unless the address says otherwise', () => {
  expect(sortOf('own', {})).toBe('unanswered')
  expect(sortOf('own', { sort: 'newest' })).toBe('newest')
  expect(sortOf('mentions', {})).toBe('newest')
})
