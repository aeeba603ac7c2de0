import { expect, test } from 'vitest'
import { createClockWatch } from './clock-watch.ts'

const AT = Date.UTC(2026, 10, 28, 12, 0, 0)

function openWatch() {
  const news: { isOff: boolean; skewSeconds: number }[] = []
  const watch = createClockWatch((one) => news.push(one))
  /** Facebook answers, while our clock is ahead by so much and the call takes so long. */
  const answer = (aheadMs: number, tookMs = 100, date: string | null = new Date(AT).toUTCString()) =>
    watch.see(date, { leftAt: AT + 500 + aheadMs - tookMs / 2, cameAt: AT + 500 + aheadMs + tookMs / 2 })
  return { watch, news, answer }
}

test('R16: a clock that agrees with Facebook is not talked of', () => {
  const { answer, news, watch } = openWatch()
  answer(300)
  answer(-400)
  expect([news, watch.skewSeconds()]).toEqual([[], -0.4])
})

test('fault 25: more than five seconds off, before or behind, is told once, and once when it is over', () => {
  const { answer, news } = openWatch()
  for (const ahead of [6000, 7000, 0, 100, -60_000, -60_000]) {
    answer(ahead)
  }
  expect(news).toEqual([
    { isOff: true, skewSeconds: 6 },
    { isOff: false, skewSeconds: 0 },
    { isOff: true, skewSeconds: -60 },
  ])
})

test('R16: what a slow answer leaves in doubt counts for nobody', () => {
  const { answer, news } = openWatch()
  answer(6000, 8000)
  answer(6000, 100, null)
  answer(6000, 100, 'yesterday')
  expect(news).toEqual([])
})
