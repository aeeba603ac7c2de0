import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followedAd, isAnsweredElsewhere, markedUntil, movedOver, NO_MARKS, notAhead, receiptsOf, type Marks } from './marks.ts'

type Mark = 'deliveredUntil' | 'readUntil' | 'answeredUntil'

const at = (second: number): Date => new Date(second * 1000)
const news = fc.record({
  mark: fc.constantFrom<Mark>('deliveredUntil', 'readUntil', 'answeredUntil'),
  until: fc.option(fc.nat(9).map(at), { nil: undefined }),
})
const marksAfter = (told: readonly { mark: Mark; until: Date | undefined }[]): Marks =>
  told.reduce((marks, { mark, until }) => markedUntil(marks, mark, until), NO_MARKS)

test('any order and any repetition of news leads to the same marks', () => {
  const told = fc.array(news, { maxLength: 8 })
  fc.assert(
    fc.property(told, fc.infiniteStream(fc.nat()), (all, dice) => {
      const twice = [...all, ...all].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      expect(marksAfter(twice.map(({ one }) => one))).toEqual(marksAfter(all))
    }),
    { numRuns: 2000 },
  )
})

test('news of what is known changes nothing', () => {
  const marks = markedUntil(NO_MARKS, 'readUntil', at(5))
  expect(markedUntil(marks, 'readUntil', at(5))).toBe(marks)
  expect(markedUntil(marks, 'readUntil', at(4))).toBe(marks)
  expect(markedUntil(marks, 'readUntil', undefined)).toBe(marks)
})

test('a receipt from the future speaks of what was sent until it was told', () => {
  expect([notAhead(at(9), at(5)), notAhead(at(4), at(5)), notAhead(undefined, at(5))]).toEqual([at(5), at(4), undefined])
})

test('what was written before an answer elsewhere is answered; what was written in that moment or after it is not', () => {
  const marks = { answeredUntil: at(5) }
  expect([4, 5, 6].map((second) => isAnsweredElsewhere(marks, at(second)))).toEqual([true, false, false])
  expect(isAnsweredElsewhere(NO_MARKS, at(4))).toBe(false)
})

test.each([
  ['the delivery mark', { deliveredUntil: 2, readUntil: 1 }, { deliveredUntil: 5, readUntil: 1 }, [2, 5]],
  ['the delivery mark, behind what was read', { deliveredUntil: 2, readUntil: 4 }, { deliveredUntil: 5, readUntil: 4 }, [4, 5]],
  ['the read mark', { deliveredUntil: 6, readUntil: 1 }, { deliveredUntil: 6, readUntil: 5 }, [1, 5]],
  ['both', { deliveredUntil: 2, readUntil: 1 }, { deliveredUntil: 6, readUntil: 5 }, [1, 6]],
  ['the first of all', {}, { readUntil: 5 }, [undefined, 5]],
  ['none', { deliveredUntil: 2, readUntil: 1 }, { deliveredUntil: 2, readUntil: 1 }, [2, undefined]],
])('what was moved over, where %s moved', (_which, before, now, [after, until]) => {
  const marks = (seconds: object) =>
    receiptsOf(Object.fromEntries(Object.entries(seconds).map(([mark, each]) => [mark, at(each).toISOString()])))
  expect(movedOver(marks(before), marks(now))).toEqual({ after: after && at(after), until: until && at(until) })
})

test('the last ads that somebody followed are known in any order, and what is told again changes nothing', () => {
  const told = [3, 1, 7, 2, 6, 4, 5].map(at).reduce(followedAd, NO_MARKS)
  expect(told.adsFollowed).toEqual([3, 4, 5, 6, 7].map(at))
  expect(followedAd(told, at(5))).toBe(told)
  expect(followedAd(told, at(1))).toBe(told)
})
