import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followedAd, NO_MARKS, type Marks } from '../conversations/marks.ts'
import { humanAgentUntil, replyPermit, windowAfter, windowByAd, type ReplyWindow } from './reply-window.ts'

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

const hear = ({ window, marks }: Opened, [hour, what]: Act): Opened => {
  const at = new Date(asked.getTime() + hour * HOUR)
  const told = what === 'ad click' ? followedAd(marks, at) : marks
  return { window: windowByAd(what === 'ad click' ? window : windowAfter(window, at, what), told.adsFollowed), marks: told }
}
const after = (acts: readonly Act[]) => acts.reduce(hear, { window: undefined, marks: NO_MARKS })

test('any order and any repetition of acts and ads leads to the same window', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 5 }), (acts) => {
      const expected = after(acts.toSorted(([a], [b]) => a - b))
      expect(after([...acts.toReversed(), ...acts])).toEqual(expected)
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
