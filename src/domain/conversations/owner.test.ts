import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownerAfter, type Owner } from './owner.ts'

const news: fc.Arbitrary<Owner> = fc.record({
  isUs: fc.boolean(),
  appId: fc.option(fc.constantFrom('5', '6'), { nil: undefined }),
  at: fc.nat(3).map((second) => new Date(second * 1000)),
})
const after = (all: readonly Owner[]) => all.reduce<Owner | undefined>(ownerAfter, undefined)

test('any order and any repetition of news leads to the same owner', () => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 6 }), (all) => {
      expect(after([...all.toReversed(), ...all])).toEqual(after(all))
    }),
    { numRuns: 2000 },
  )
})

test('the last that is told answers', () => {
  const at = (second: number): Date => new Date(second * 1000)
  const other = { isUs: false, appId: '5', at: at(1) }
  const us = { isUs: true, appId: undefined, at: at(2) }
  expect(after([us, other])).toBe(us)
  expect(after([us, { ...other, at: at(3) }])).toMatchObject({ isUs: false, appId: '5' })
  expect(ownerAfter(us, { ...us })).toBe(us)
})
