import { expect, test } from 'vitest'
import { failureCodes, failureWords } from './failure-words.ts'

test('a closed window offers no retry, for a retry cannot help', () => {
  expect(failureWords({ reason: 'window-closed' }, 'Ewa').canRetry).toBe(false)
})

test('a person who cannot be reached may be tried again', () => {
  const { words, canRetry } = failureWords({ reason: 'person-unavailable' }, 'this person')
  expect(canRetry).toBe(true)
  expect(words).toMatch(/^This person can’t receive messages/u)
})

test('a reason nobody foresaw still has words', () => {
  expect(failureWords({ reason: 'something-new' }, 'Ewa').words).not.toBe('')
  expect(failureWords(null, 'Ewa').words).not.toBe('')
})

test('Facebook’s numbers are kept for the curious', () => {
  expect(failureCodes({ reason: 'person-unavailable', code: 551, subcode: 1545041 })).toBe('Facebook: 551 / 1545041')
  expect(failureCodes({ reason: 'rate-limited', code: 613 })).toBe('Facebook: 613')
  expect(failureCodes({ reason: 'no-answer' })).toBeUndefined()
})
