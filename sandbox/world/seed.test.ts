import { expect, test } from 'vitest'
import { OWNER_ID, seedState } from './seed.ts'

const state = seedState({ id: '1', secret: 's', verifyToken: 'v', redirectUris: [] })

test('the owner has three Pages: one whole, one not fully administered, one unpublished', () => {
  const tasks = [...state.pages.values()].map((page) => [page.isPublished, page.roles.get(OWNER_ID)?.includes('MESSAGING')])
  expect(tasks).toEqual([
    [true, true],
    [true, false],
    [false, true],
  ])
})

test('someone among the customers has a name of sixty letters', () => {
  expect([...state.people.values()].map(({ name }) => name.length)).toContain(60)
})

test.each([
  ['Polish', /[łąęż]/],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Vietnamese', /[ầịọ]/],
  ['Ukrainian', /і/],
  ['emoji', /\p{Emoji_Presentation}/u],
])('someone has %s in the name', (_script, pattern) => {
  expect([...state.people.values()].some(({ name }) => pattern.test(name))).toBe(true)
})
