import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOfParts, wordsAlone } from './content.ts'
import { unheard, type Entry } from './entry.ts'
import type { UserId } from '../ids.ts'
import type { Part } from './part.ts'
import { laterParts, partsAfter } from './parts-now.ts'

const picture = (n: number): Part => ({ kind: 'file', what: 'picture', url: `https://cdn.example/${n}.jpg` })
/** As a database gives it back: its members in another order. */
const givenBack = (n: number): Part => ({ url: `https://cdn.example/${n}.jpg`, what: 'picture', kind: 'file' })
const told = (value: readonly Part[], second: number) => ({ value, at: new Date(second * 1000) })

const news = fc.record({
  value: fc.oneof(fc.subarray([picture(1), picture(2)]), fc.subarray([givenBack(1), givenBack(2)])),
  at: fc.nat(3).map((second) => new Date(second * 1000)),
})

test('whatever edits told, in any order and any number of times, the same stands beside the words', () => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (all, dice) => {
      const shuffled = [...all, ...all].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      const inOrder = all.reduce<Entry['partsNow']>(laterParts, undefined)
      expect(shuffled.map(({ one }) => one).reduce<Entry['partsNow']>(laterParts, undefined)).toEqual(inOrder)
    }),
  )
})

test('what an edit did not tell of stands as it was', () => {
  const before = told([picture(1)], 1)
  expect(laterParts(before, undefined)).toBe(before)
  expect(laterParts(undefined, before)).toBe(before)
})

test('the same parts of the same moment are no news, in whatever order a database gives their members back', () => {
  const before = told([givenBack(1)], 1)
  expect(laterParts(before, told([picture(1)], 1))).toBe(before)
  expect(textOfParts([givenBack(1)])).toBe(textOfParts([picture(1)]))
  expect(textOfParts([picture(2)]) > textOfParts([picture(1)])).toBe(true)
})

test('the picture that we sent is not replaced by what the channel tells of it; what an edit brought to words alone is shown', () => {
  const author = { kind: 'member', userId: 'u' as UserId } as const
  const said = (parts: readonly Part[]) => ({
    ...unheard('comment', '1'),
    author,
    content: { value: { ...wordsAlone('Like this'), parts }, at: new Date(0) },
  })
  const news = told([picture(2)], 1)
  expect(partsAfter(said([{ kind: 'file', what: 'picture', url: undefined, name: 'oak.jpg' }]), news)).toBe(undefined)
  expect(partsAfter(said([]), news)).toBe(news)
  expect(partsAfter({ ...said([picture(1)]), author: { kind: 'client' } }, news)).toBe(news)
})
