import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followedAd, NO_MARKS, type Marks } from '../conversations/marks.ts'
import { humanAgentUntil, isOpenByAd, replyPermit, windowAfter, windowByAd, type ReplyWindow } from './reply-window.ts'

const asked = new Date('2026-03-01T12:00:00Z')
const window = windowAfter(undefined, asked, 'message')

test.each([
  ['at the moment of the message', '2026-03-01T12:00:00Z', 'open'],
  ['a millisecond before a day is over', '2026-03-02T11:59:59.999Z', 'open'],
  ['on the stroke of 24 hours', '2026-03-02T12:00:00Z', 'closed'],
  ['a week later', '2026-03-08T12:00:00Z', 'closed'],
])('%s', (_when, now, kind) => {
  expect(replyPermit(window, new Date(now)).kind).toBe(kind)
})

test('a person who never wrote may not be written to', () => {
  expect(replyPermit(undefined, asked)).toEqual({ kind: 'never-opened' })
})

test('each message starts the 24 hours anew', () => {
  const later = new Date('2026-03-02T11:00:00Z')
  expect(windowAfter(window, later, 'message').closesAt).toEqual(new Date('2026-03-03T11:00:00Z'))
})

test('a human agent may answer until seven days after what opened the window', () => {
  expect(humanAgentUntil(window)).toEqual(new Date('2026-03-08T12:00:00Z'))
})

test('an older message that arrives late does not shorten the window', () => {
  const older = new Date('2026-02-28T12:00:00Z')
  expect(windowAfter(window, older, 'message')).toBe(window)
})

const HOUR = 3_600_000
const act = fc.tuple(fc.nat(50), fc.constantFrom('message', 'postback', 'reaction', 'ad click'))
type Act = readonly [hour: number, what: 'message' | 'postback' | 'reaction' | 'ad click']
type Opened = { readonly window: ReplyWindow | undefined; readonly marks: Marks }

const hearOf =
  (openWeek: boolean) =>
  ({ window, marks }: Opened, [hour, what]: Act): Opened => {
    const at = new Date(asked.getTime() + hour * HOUR)
    const told = what === 'ad click' ? followedAd(marks, at) : marks
    return {
      window: windowByAd(what === 'ad click' ? window : windowAfter(window, at, what), { at: told.adsFollowed, openWeek }),
      marks: told,
    }
  }
const after = (acts: readonly Act[], openWeek = false) => acts.reduce<Opened>(hearOf(openWeek), { window: undefined, marks: NO_MARKS })

test('any order and any repetition of acts and ads leads to the same window', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 5 }), fc.boolean(), (acts, openWeek) => {
      const expected = after(
        acts.toSorted(([a], [b]) => a - b),
        openWeek,
      )
      expect(after([...acts.toReversed(), ...acts], openWeek)).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

test.each<[string, readonly Act[], string | undefined]>([
  ['an ad alone opens nothing', [[0, 'ad click']], undefined],
  [
    'a message after an ad is told as opened by it',
    [
      [0, 'ad click'],
      [1, 'message'],
    ],
    'ad',
  ],
  [
    'a message a day after the ad is a message',
    [
      [0, 'ad click'],
      [24, 'message'],
    ],
    'message',
  ],
  [
    'a message before the ad is a message',
    [
      [1, 'message'],
      [2, 'ad click'],
    ],
    'message',
  ],
])('B05: %s', (_what, acts, reason) => {
  expect(after(acts).window?.reason).toBe(reason)
  expect(after(acts.toReversed()).window?.reason).toBe(reason)
})

const DAY = 24
const at = (hour: number) => new Date(asked.getTime() + hour * HOUR)

test.each<[string, readonly Act[], number, number]>([
  [
    'an ad and a message in one: seven days',
    [
      [0, 'ad click'],
      [0, 'message'],
    ],
    0,
    7 * DAY,
  ],
  [
    'a message an hour after the ad: seven days from the ad',
    [
      [0, 'ad click'],
      [1, 'message'],
    ],
    1,
    7 * DAY,
  ],
  [
    'what they write meanwhile does not shorten it',
    [
      [0, 'ad click'],
      [0, 'message'],
      [2 * DAY, 'message'],
    ],
    2 * DAY,
    7 * DAY,
  ],
  [
    'a message in the last day of it opens a day beyond',
    [
      [0, 'ad click'],
      [0, 'message'],
      [6.5 * DAY, 'message'],
    ],
    6.5 * DAY,
    7.5 * DAY,
  ],
  [
    'an ad that nobody acted upon opens nothing',
    [
      [0, 'message'],
      [1, 'ad click'],
    ],
    0,
    DAY,
  ],
])('S13: where ads open a week: %s', (_what, acts, opens, closes) => {
  for (const told of [acts, acts.toReversed(), [...acts, ...acts]]) {
    expect(after(told, true).window).toMatchObject({ opensAt: at(opens), closesAt: at(closes) })
  }
  expect(after(acts).window).toMatchObject({ opensAt: at(opens), closesAt: at(opens + DAY) })
})

test('S13: the seven days of an ad end on the stroke, and those of a human agent run from the last act, as Facebook counts them', () => {
  const { window: byAd } = after(
    [
      [0, 'ad click'],
      [0, 'message'],
      [2 * DAY, 'reaction'],
    ],
    true,
  )
  expect(replyPermit(byAd, new Date(at(7 * DAY).getTime() - 1)).kind).toBe('open')
  expect(replyPermit(byAd, at(7 * DAY)).kind).toBe('closed')
  expect(byAd && isOpenByAd(byAd)).toBe(true)
  expect(byAd && humanAgentUntil(byAd)).toEqual(at(9 * DAY))
})

test('S13: whoever takes it back that ads open a week finds the window that the last act opened, and again the other', () => {
  const { window: byAd, marks } = after(
    [
      [0, 'ad click'],
      [0, 'message'],
      [2 * DAY, 'message'],
    ],
    true,
  )
  const taken = windowByAd(byAd, { at: marks.adsFollowed, openWeek: false })
  expect(taken).toMatchObject({ closesAt: at(3 * DAY) })
  expect(taken && isOpenByAd(taken)).toBe(false)
  expect(windowByAd(taken, { at: marks.adsFollowed, openWeek: true })).toEqual(byAd)
})
