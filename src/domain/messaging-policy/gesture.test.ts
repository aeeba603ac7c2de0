import { expect, test } from 'vitest'
import { afterShowing, isDue, mayShow, NOTHING_SHOWN, type Gesture } from './gesture.ts'

const NOW = new Date('2026-11-03T10:00:00Z')
const inMs = (ms: number) => new Date(NOW.getTime() + ms)

const OPEN = {
  by: { kind: 'person', mayReply: true },
  subject: 'direct',
  ticket: 'open',
  channel: 'connected',
  allowances: ['human-agent'],
  window: { opensAt: inMs(-1000), closesAt: inMs(1), reason: 'message' },
  now: NOW,
  shown: { typing: true, seen: true },
  pausedUntil: undefined,
} as const

test.each<[string, object, readonly Gesture[]]>([
  ['in the last millisecond of the 24 hours', {}, ['typing', 'stopped', 'seen']],
  ['once they are over, though one may write as human agent', { now: inMs(1) }, []],
  ['to whoever never wrote', { window: undefined }, []],
  ['where everybody reads it', { subject: 'comments', window: undefined }, []],
  ['with a Page that is disconnected', { channel: 'disconnected' }, []],
  ['in a ticket that is closed', { ticket: 'closed' }, []],
  ['by whoever may not reply', { by: { kind: 'person', mayReply: false } }, []],
  ['while the Page rests', { pausedUntil: inMs(1) }, []],
  ['when the Page has rested', { pausedUntil: NOW }, ['typing', 'stopped', 'seen']],
  ['with typing switched off', { shown: { typing: false, seen: true } }, ['seen']],
  ['with seen switched off', { shown: { typing: true, seen: false } }, ['typing', 'stopped']],
])('%s', (_when, more, shown) => {
  const asked: Parameters<typeof mayShow>[1] = { ...OPEN, ...more }
  expect((['typing', 'stopped', 'seen'] as const).filter((gesture) => mayShow(gesture, asked))).toEqual(shown)
})

/** Each gesture at its moment: which of them go out. */
function goOut(...wishes: readonly (readonly [Gesture, number, string?])[]): string[] {
  let last = NOTHING_SHOWN
  return wishes.flatMap(([gesture, now, upTo]) => {
    const at = { now, upTo }
    if (!isDue(gesture, last, at)) {
      return []
    }
    last = afterShowing(gesture, last, { ...at, isShown: true })
    return [`${gesture} ${now}`]
  })
}

test('typing is renewed every fifteen seconds, however often it is told', () => {
  expect(goOut(['typing', 0], ['typing', 14_999], ['typing', 15_000], ['typing', 15_001])).toEqual(['typing 0', 'typing 15000'])
})

test('that somebody stopped is told once, and that they go on at once', () => {
  expect(goOut(['typing', 0], ['stopped', 1000], ['stopped', 1500], ['typing', 2000], ['typing', 2001])).toEqual([
    'typing 0',
    'stopped 1000',
    'typing 2000',
  ])
})

test('another process may have shown it: the first stop goes out', () => {
  expect(goOut(['stopped', 0])).toEqual(['stopped 0'])
})

test('seen is told once of each newest message', () => {
  expect(goOut(['seen', 0, 'm1'], ['seen', 5000, 'm1'], ['seen', 9000, 'm2'])).toEqual(['seen 0', 'seen 9000'])
})

test('where it could not be shown nothing is tried for a minute', () => {
  const last = afterShowing('typing', NOTHING_SHOWN, { now: 0, isShown: false })
  expect([59_999, 60_000].map((now) => isDue('typing', last, { now }))).toEqual([false, true])
  expect(isDue('seen', last, { now: 59_999, upTo: 'm1' })).toBe(false)
})
