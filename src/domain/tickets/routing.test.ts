import { expect, test } from 'vitest'
import { beginningOf } from './routing.ts'

test('a private message to a Page is for the first group and says where it came from', () => {
  expect(beginningOf('facebook', 'direct')).toEqual({ groupName: 'Support team', tags: ['Facebook:Direct'] })
})

test('each kind of conversation has a tag of its own', () => {
  const tags = (['direct', 'comments', 'post', 'mention', 'review', 'website'] as const).map(
    (kind) => beginningOf('facebook', kind).tags[0],
  )
  expect(new Set(tags).size).toBe(tags.length)
})
