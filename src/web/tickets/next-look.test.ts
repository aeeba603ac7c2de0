import { expect, test } from 'vitest'
import { isLookDue } from './next-look.ts'

const at = (time: string) => new Date(`2026-11-25T${time}Z`)

test.each([
  ['after a minute, when nothing is held', [], '12:00:00', '12:01:00'],
  ['after a minute, when the next window is far from its end', ['20:00:00'], '12:00:00', '12:01:00'],
  ['when a window comes within six hours of its end', ['18:00:20'], '12:00:00', '12:00:21'],
  ['when a window ends', ['12:00:30'], '12:00:00', '12:00:31'],
  ['at the first of several such moments', ['12:00:40', '18:00:10', '12:00:30'], '12:00:00', '12:00:11'],
  ['not for a moment that was looked at', ['12:00:00', '18:00:00'], '12:00:01', '12:01:01'],
])('U9: Ending soon is looked at again %s', (_when, closings, since, due) => {
  const look = (now: Date) => isLookDue(closings.map(at), { since: at(since), now })
  expect(look(new Date(at(due).getTime() - 1))).toBe(false)
  expect(look(at(due))).toBe(true)
})

test('U9: Ending soon is looked at again at once when the clock was turned back', () => {
  expect(isLookDue([], { since: at('12:00:00'), now: at('09:00:00') })).toBe(true)
})
