import { expect, test } from 'vitest'
import { SEND_FAILURE_REASONS } from '#domain/acts/outcome.ts'
import { actFailureWords } from './act-failure-words.ts'

test('each reason has words of its own, in whole sentences, whatever was to be done', () => {
  const all = SEND_FAILURE_REASONS.map((reason) => actFailureWords({ result: 'refused', failure: { reason } }, 'Ewa') ?? '')
  expect(new Set(all).size).toBe(SEND_FAILURE_REASONS.length)
  expect(all.filter((words) => !/^[A-Z].+\.$/u.test(words) || /message you|please|oops|!/iu.test(words))).toEqual([])
})

test.each([
  ['done', null, null],
  ['refused', null, 'Facebook refused it.'],
  ['waiting', null, 'Facebook has not been asked yet.'],
  ['waiting', 'facebook-unwell', 'Facebook had a problem. The desk tries again by itself.'],
  ['waiting', 'key-dead', 'The Page is disconnected. It waits until the Page is reconnected.'],
  ['unsure', 'no-answer', 'Facebook did not answer. It may have been done all the same.'],
] as const)('what is %s because of %s', (result, reason, words) => {
  expect(actFailureWords({ result, failure: reason && { reason } }, 'Ewa')).toBe(words)
})
