import { expect, test } from 'vitest'
import { replyPermit, windowAfter } from './reply-window.ts'

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

test('an older message that arrives late does not shorten the window', () => {
  const older = new Date('2026-02-28T12:00:00Z')
  expect(windowAfter(window, older, 'message')).toBe(window)
})
