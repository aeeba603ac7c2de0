import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyProblems, type ToldPolicy } from './policy.ts'

const day = (date: number) => new Date(Date.UTC(2026, 10, date))
const told = (date: number, action: string, reason?: string): ToldPolicy => ({ action, reason, at: day(date) })

test('a channel is blocked since it was told first, until it is told that it is over', () => {
  const block = { kind: 'sending-blocked', reason: 'Spam', since: day(3) }
  expect(policyProblems([told(3, 'block', 'Spam'), told(4, 'block', 'More spam')])).toEqual([{ ...block, mendedAt: undefined }])
  expect(policyProblems([told(3, 'block', 'Spam'), told(5, 'unblock')])).toEqual([{ ...block, mendedAt: day(5) }])
})

test('it can be blocked again after that', () => {
  const twice = policyProblems([told(3, 'block'), told(5, 'unblock'), told(9, 'block')])
  expect(twice.map(({ since, mendedAt }) => [since, mendedAt])).toEqual([
    [day(3), day(5)],
    [day(9), undefined],
  ])
})

test('a warning is of one moment, also an action that nobody knows', () => {
  expect(policyProblems([told(3, 'warning', 'Too many people blocked the Page.')])).toEqual([
    { kind: 'warned', reason: 'Too many people blocked the Page.', since: day(3), mendedAt: day(3) },
  ])
  expect(policyProblems([told(3, 'probation')])).toEqual([{ kind: 'warned', since: day(3), mendedAt: day(3) }])
})

test('what is let go on and was not blocked has no problem', () => {
  expect(policyProblems([told(3, 'unblock')])).toEqual([])
})

test('any order tells the same', () => {
  const some = fc.record({
    action: fc.constantFrom('block', 'unblock', 'warning'),
    reason: fc.constantFrom(undefined, 'a', 'b'),
    at: fc.integer({ min: 1, max: 6 }).map(day),
  })
  fc.assert(
    fc.property(
      fc.array(some).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(policyProblems(shuffled)).toEqual(policyProblems(all))
      },
    ),
  )
})
