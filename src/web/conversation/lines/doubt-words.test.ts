import { expect, test } from 'vitest'
import { clockTime } from '../../ui/format-time.ts'
import { soughtWords } from './doubt-words.ts'

const NOW = new Date('2026-11-29T12:00:00Z')
const AT = new Date('2026-11-29T11:59:00Z')
const clock = clockTime(AT)
const words = (saw: 'not-there' | 'untold' | 'no-answer', times = 1) =>
  soughtWords({ isPublic: false, looked: { times, at: AT.toISOString(), saw } }, NOW)

test('a message in doubt says how often and when it was looked for, and what was seen', () => {
  expect(soughtWords({ isPublic: false, looked: null }, NOW)).toContain('We look for it in the conversation on Facebook')
  expect(words('not-there', 3)).toBe(
    `The conversation on Facebook does not show it yet (checked 3 times, last at ${clock}). It may still come.`,
  )
  expect(words('untold')).toContain(`(checked at ${clock})`)
  expect(words('no-answer')).toContain('We look again by ourselves')
})
