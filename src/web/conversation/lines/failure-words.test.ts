import { expect, test } from 'vitest'
import { SEND_FAILURE_REASONS } from '#domain/acts/outcome.ts'
import type { MessagePart } from '../../api/types.ts'
import { doubtWords, failureCodes, failureWords, queuedWords } from './failure-words.ts'

test.each(SEND_FAILURE_REASONS)('a message that was not sent because of "%s" says what happened and what to do', (reason) => {
  const { words } = failureWords({ reason }, 'Ewa')
  expect(words).toMatch(/^[A-Z].+\. ?(?:.+\.)?$/u)
  expect(words).not.toMatch(/anew|goes out|takes|please|oops|!/iu)
  expect(words.split('. ').length).toBeGreaterThan(1)
})

test('each reason has words of its own', () => {
  const all = SEND_FAILURE_REASONS.map((reason) => failureWords({ reason }, 'Ewa').words)
  expect(new Set(all).size).toBe(SEND_FAILURE_REASONS.length)
})

test('what Facebook cannot find or does not let be answered is not told as deleted for certain', () => {
  expect(failureWords({ reason: 'gone' }, 'Ewa').words).toMatch(/may have been deleted.+answer there\.$/u)
})

test('of cards it is the address of a picture that Facebook could not take, and no file', () => {
  const card = { title: 'Seat', subtitle: null, url: null, picture: null, buttons: [] }
  const parts: readonly MessagePart[] = [{ part: 'template', title: null, cards: [card], buttons: [] }]
  const { words } = failureWords({ reason: 'file-refused', code: 100, subcode: 2018008 }, 'Ewa', { isPublic: false, parts })
  expect(words).toMatch(/^Facebook could not fetch the picture of a card\./u)
})

test('what a retry cannot help offers none: a closed window, a text that is too long, what was answered, or is gone', () => {
  const hopeless = SEND_FAILURE_REASONS.filter((reason) => !failureWords({ reason }, 'Ewa').canRetry)
  expect(hopeless).toEqual(['window-closed', 'message-too-long', 'answered-privately', 'not-answerable', 'gone', 'file-gone'])
})

test('U5: that the 24 hours are over is told as the word of Facebook where Facebook said so', () => {
  expect(failureWords({ reason: 'window-closed' }, 'Ewa').words).toMatch(/^The 24 hours ended before it was sent\./u)
  const refused = failureWords({ reason: 'window-closed', code: 10, subcode: 2018278 }, 'Ewa')
  expect(refused.words).toBe('Facebook refused it: by its clock, the 24 hours are over. A new message from Ewa starts another 24 hours.')
  expect(refused.canRetry).toBe(false)
})

test('what everybody reads is refused for a permission of its own, and nothing of it is a message', () => {
  const inPublic = SEND_FAILURE_REASONS.map((reason) => failureWords({ reason }, 'Ewa', { isPublic: true }).words)
  expect(inPublic.filter((words) => words.includes('pages_manage_engagement'))).toHaveLength(1)
  expect(failureWords({ reason: 'page-restricted' }, 'Ewa', { isPublic: true }).words).toContain('on its wall')
  expect(failureWords({ reason: 'gone' }, 'Ewa', { isPublic: true })).toEqual(failureWords({ reason: 'gone' }, 'Ewa'))
})

test('a person without a name is not called by one', () => {
  expect(failureWords({ reason: 'person-unavailable' }, 'this person').words).toMatch(/^This person can’t receive messages/u)
})

test('a message that rests says when it is tried again', () => {
  const failure = { reason: 'rate-limited' } as const
  expect(queuedWords({ failure, channel: 'connected', nextTry: 'at about 13:12' })).toBe(
    'Queued: Facebook asks this Page to slow down. Next try at about 13:12.',
  )
})

test('an unconfirmed message says why nobody knows', () => {
  expect(doubtWords({ reason: 'no-answer' })).toBe('Facebook did not answer, so it may have been sent.')
  expect(doubtWords({ reason: 'facebook-unwell', code: 2 })).toBe('Facebook had a problem, but may have sent it.')
})

test.each([
  ['its turn', null, 'connected', 'Queued. Sends automatically.'],
  [
    'Facebook, which asks to slow down',
    { reason: 'rate-limited' },
    'connected',
    'Queued: Facebook asks this Page to slow down. Sends automatically.',
  ],
  ['Facebook, which is unwell', { reason: 'facebook-unwell' }, 'connected', 'Queued: Facebook has a problem. Sends automatically.'],
  ['a Page that came back', { reason: 'key-dead' }, 'connected', 'Queued. Sends automatically.'],
  ['a dead Page', { reason: 'key-dead' }, 'disconnected', 'Queued until the Page is reconnected'],
  ['the switch', null, 'switched-off', 'Queued until Facebook is switched back on'],
] as const)('U26: a queued reply says that it waits for %s', (_what, failure, channel, words) => {
  expect(queuedWords({ failure, channel, nextTry: undefined })).toBe(words)
})

test('a permission that is missing is told as what Facebook says of it: not granted to the Page, or not yet to the app', () => {
  const told = (subcode?: number) =>
    failureWords({ reason: 'permission-missing', code: 200, ...(subcode === undefined ? {} : { subcode }) }, 'Ewa', {
      isPublic: false,
      mode: 'response',
    }).words
  expect(told()).toMatch(/^Facebook has not granted this Page the permission/u)
  expect(told(2_018_028)).toMatch(/^The app at Facebook reaches only those who develop and test it, until Facebook has reviewed/u)
})

test('Facebook’s numbers are kept for the curious', () => {
  expect(failureCodes({ reason: 'person-unavailable', code: 551, subcode: 1545041 })).toBe('Facebook: 551 / 1545041')
  expect(failureCodes({ reason: 'rate-limited', code: 613 })).toBe('Facebook: 613')
  expect(failureCodes({ reason: 'no-answer' })).toBeUndefined()
})

test('P6, S14: of what went as human agent, or as news, Facebook’s refusal is told as what it may mean', () => {
  const told = (mode: 'human-agent' | 'news', code?: number) =>
    failureWords({ reason: 'window-closed', ...(code === undefined ? {} : { code }) }, 'Ewa', { isPublic: false, mode }).words
  expect(told('human-agent')).toMatch(/^The 7 days for human agents ended/u)
  expect(told('human-agent', 10)).toMatch(/7 days are over, or it has not granted this Page the Human Agent feature\./u)
  expect(told('news', 10)).toMatch(/News Page Index/u)
})
