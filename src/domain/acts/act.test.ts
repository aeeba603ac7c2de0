import { expect, test } from 'vitest'
import { modeOf } from './act.ts'

test('an act is said as what it was asked for; what tells nothing is a response', () => {
  expect(modeOf({ kind: 'say', text: 'Hello', mode: 'human-agent' })).toBe('human-agent')
  expect(modeOf({ kind: 'say', text: 'Hello' })).toBe('response')
  expect(modeOf({ kind: 'say-privately', text: 'Hello' })).toBe('response')
})
