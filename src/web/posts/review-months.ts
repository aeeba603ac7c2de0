import type { AnswerOf } from '#api/contract/endpoints.ts'

export type ReviewMonth = AnswerOf<'GET /api/v1/public/reviews/months'>['months'][number]

const YEAR = 12

export type ReviewYear = {
  readonly recommends: number
  readonly all: number
  /** Of a hundred. Undefined: nobody said whether they recommend. */
  readonly share: number | undefined
  /** The mean of the stars, with one digit. Undefined: nobody gave stars. */
  readonly stars: { readonly mean: number; readonly count: number } | undefined
}

/** The last twelve months, the oldest first, and what they and the twelve before come to. */
export function reviewYears(months: readonly ReviewMonth[]) {
  const inOrder = months.toSorted((one, other) => (one.month < other.month ? -1 : 1))
  const last = inOrder.slice(-YEAR)
  return { last, now: sumOf(last), before: sumOf(inOrder.slice(0, -YEAR)) }
}

function sumOf(months: readonly ReviewMonth[]): ReviewYear {
  const recommends = total(months.map((month) => month.recommends))
  const all = recommends + total(months.map((month) => month.doesNotRecommend))
  const stars = months.flatMap((month) => month.stars.map((count, index) => ({ count, given: index + 1 })))
  const count = total(stars.map((each) => each.count))
  const mean = total(stars.map((each) => each.count * each.given)) / count
  return {
    recommends,
    all,
    share: all === 0 ? undefined : Math.round((recommends / all) * 100),
    stars: count === 0 ? undefined : { mean: Math.round(mean * 10) / 10, count },
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

export type Bar = { readonly month: ReviewMonth; readonly up: number; readonly down: number }

/** How high each month stands above and below the line, so that the highest of both together fills the height. */
export function barsOf(months: readonly ReviewMonth[], height: number): { readonly bars: readonly Bar[]; readonly zero: number } {
  const most = Math.max(0, ...months.map((month) => month.recommends))
  const least = Math.max(0, ...months.map((month) => month.doesNotRecommend))
  const unit = most + least === 0 ? 0 : height / (most + least)
  const bars = months.map((month) => ({ month, up: month.recommends * unit, down: month.doesNotRecommend * unit }))
  return { bars, zero: most * unit }
}
