import { expect, test } from 'vitest'
import { earlierOf, laterOf, trustedTime } from './time.ts'

const RECEIVED = new Date('2026-11-20T12:00:00Z')
const before = (minutes: number): Date => new Date(RECEIVED.getTime() - minutes * 60_000)

test.each([
  ['its own time is believed, a day late too', { own: before(1500), envelope: before(1) }, before(1500), before(1500)],
  ['a clock ahead of ours by a quarter of an hour is believed', { own: before(-15), envelope: before(1) }, before(-15), before(-15)],
  ['where its own time lies in the future the envelope speaks', { own: before(-16), envelope: before(1) }, before(1), before(1)],
  ['where nothing told can be true it is placed where it arrived', { own: undefined, envelope: before(-99) }, RECEIVED, undefined],
])('fault 25: %s', (_what, time, at, told) => {
  expect(trustedTime(time, RECEIVED)).toEqual({ at, told })
})

test('of two moments that may be missing the later and the earlier are told', () => {
  const [early, late] = [before(2), before(1)]
  expect([laterOf(early, late), laterOf(late, early), laterOf(undefined, early), laterOf(early, undefined)]).toEqual([
    late,
    late,
    early,
    early,
  ])
  expect([earlierOf(early, late), earlierOf(late, early), earlierOf(undefined, late), earlierOf(late, undefined)]).toEqual([
    early,
    early,
    late,
    late,
  ])
})
