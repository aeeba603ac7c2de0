import { expect, test } from 'vitest'
import type { Unsettled } from '#api/contract/ticket.ts'
import { meantBy, unsettledWords } from './unsettled-words.ts'

const AT = '2026-11-29T10:55:00Z'
const READER = { userId: 'me', who: 'Siân', since: '10:55' }

function failed(more: Partial<Unsettled> = {}): Unsettled {
  const failure = { reason: 'person-unavailable' } as const
  return {
    by: { id: 'me', name: 'Maja Holm' },
    count: 1,
    lineId: 'l',
    act: 'reply',
    text: 'Hi',
    mode: 'response',
    state: 'failed',
    at: AT,
    failure,
    ...more,
  }
}
const ofTomas = { by: { id: 'tomas', name: 'Tomás Ribeiro' } }

test.each<[string, Unsettled, number, string]>([
  ['a reply of mine', failed(), 0, 'Not sent: Siân can’t receive messages now'],
  ['three of mine', failed(), 2, 'Not sent: Siân can’t receive messages now, and 2 more'],
  ['a colleague’s', failed({ ...ofTomas, failure: null }), 0, 'Tomás Ribeiro: Not sent: Facebook refused it'],
  ['a colleague’s who is gone', failed({ by: { id: 'x', name: null } }), 0, 'Somebody: Not sent: Siân can’t receive messages now'],
  [
    'one in doubt',
    failed({ state: 'unconfirmed', failure: { reason: 'no-answer' } }),
    0,
    'Unconfirmed since 10:55: Facebook did not answer',
  ],
  [
    'one that Facebook had a problem with',
    failed({ state: 'unconfirmed', failure: { reason: 'facebook-unwell', code: 2 } }),
    0,
    'Unconfirmed since 10:55: Facebook had a problem',
  ],
  ['one whose window closed here', failed({ failure: { reason: 'window-closed' } }), 0, 'Not sent: the reply window closed before it went'],
  [
    'one whose window closed there',
    failed({ failure: { reason: 'window-closed', code: 10, subcode: 2018278 } }),
    0,
    'Not sent: Facebook refused it, as over time by its clock',
  ],
  [
    'one of a human agent that Facebook refused',
    failed({ mode: 'human-agent', failure: { reason: 'window-closed', code: 10, subcode: 2018278 } }),
    0,
    'Not sent: Facebook refused it',
  ],
  [
    'a comment that was not hidden',
    failed({ act: 'hide', failure: { reason: 'gone' } }),
    0,
    'Not hidden: Facebook can’t find what it is about',
  ],
  [
    'a comment that may be hidden',
    failed({ act: 'hide', state: 'unconfirmed', failure: null }),
    0,
    'Hidden, perhaps: unconfirmed since 10:55: Facebook did not answer',
  ],
])('the row of %s says why it needs attention', (_what, newest, more, words) => {
  expect(unsettledWords({ newest, more }, READER)).toBe(words)
})

test('one’s own list tells the newest of one’s own, everybody’s the newest of all', () => {
  const [theirs, mine] = [failed({ ...ofTomas, count: 2 }), failed()]
  expect(meantBy([theirs, mine], 'mine', 'me')).toEqual({ newest: mine, more: 0 })
  expect(meantBy([theirs, mine], 'anybodys', 'me')).toEqual({ newest: theirs, more: 2 })
  expect(meantBy([theirs], 'mine', 'me')).toBeUndefined()
})
