import { expect, test } from 'vitest'
import { barsOf, reviewYears, type ReviewMonth } from './review-months.ts'

const month = (name: string, recommends: number, doesNotRecommend = 0, stars: ReviewMonth['stars'] = [0, 0, 0, 0, 0]): ReviewMonth => ({
  month: name,
  recommends,
  doesNotRecommend,
  stars,
})
const months = Array.from({ length: 24 }, (_none, index) =>
  month(`${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, index < 12 ? 1 : 3, 1),
)

test('the last twelve months stand beside the twelve before, in whatever order they come', () => {
  const { last, now, before } = reviewYears(months.toReversed())
  expect([last.at(0)?.month, last.at(-1)?.month]).toEqual(['2026-01', '2026-12'])
  expect(now).toMatchObject({ recommends: 36, all: 48, share: 75 })
  expect(before).toMatchObject({ recommends: 12, all: 24, share: 50 })
})

test('the mean of the stars has one digit; where nobody gave any, nothing is claimed', () => {
  expect(reviewYears([month('2026-01', 0, 0, [1, 0, 0, 0, 2])]).now.stars).toEqual({ mean: 3.7, count: 3 })
  expect(reviewYears(months).now.stars).toBeUndefined()
  expect(reviewYears([]).now.share).toBeUndefined()
})

test('the highest bar above and the lowest below fill the chart together', () => {
  const { bars, zero } = barsOf([month('2026-01', 6, 1), month('2026-02', 3, 2)], 80)
  expect(zero).toBe(60)
  expect(bars.map(({ up, down }) => [up, down])).toEqual([
    [60, 10],
    [30, 20],
  ])
  expect(barsOf([month('2026-01', 0)], 80)).toMatchObject({ zero: 0, bars: [{ up: 0, down: 0 }] })
})
