import { expect, test } from 'vitest'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { messageOutcome } from './outcome.ts'

const now = new Date('2026-11-22T12:00:00Z')
const noUsage = { percent: undefined, waitMs: undefined }

function refusal(code: number, subcode?: number, more: { status?: number; isTransient?: boolean; waitMs?: number } = {}): GraphAnswer {
  const { status = 400, isTransient = false, waitMs } = more
  return { kind: 'refused', status, code, subcode, message: `(#${code}) words`, isTransient, usage: { percent: undefined, waitMs } }
}

test('a message with an id of Facebook is sent', () => {
  expect(messageOutcome({ kind: 'ok', body: { recipient_id: '1', message_id: 'm_1' }, usage: noUsage }, now)).toEqual({
    kind: 'sent',
    externalId: 'm_1',
    personId: '1',
  })
})

test('a good answer without a message id is unconfirmed', () => {
  expect(messageOutcome({ kind: 'ok', body: { recipient_id: '1' }, usage: noUsage }, now).kind).toBe('unconfirmed')
})

test.each([190, 102, 104])('code %i is a dead key, with and without any subcode', (code) => {
  for (const subcode of [undefined, 458, 460, 463, 492, 999_999]) {
    expect(messageOutcome(refusal(code, subcode), now)).toMatchObject({ kind: 'key-dead', failure: { reason: 'key-dead', code } })
  }
})

test.each([
  [10, 2_018_278, 'window-closed'],
  [10, 2_534_022, 'window-closed'],
  [10, 2_018_065, 'window-closed'],
  [551, undefined, 'person-unavailable'],
  [551, 1_545_041, 'person-unavailable'],
  [200, 1_545_041, 'person-unavailable'],
  [10, 2_018_108, 'person-unavailable'],
  [100, 2_018_001, 'person-unavailable'],
  [10, 1_893_063, 'page-restricted'],
  [368, undefined, 'page-restricted'],
  [2022, undefined, 'page-restricted'],
  [10, undefined, 'permission-missing'],
  [200, undefined, 'permission-missing'],
  [230, undefined, 'permission-missing'],
  [2_018_300, undefined, 'thread-owned-elsewhere'],
  [100, 2_534_037, 'thread-owned-elsewhere'],
  [4, 2_018_354, 'rate-limited'],
  [100, undefined, 'refused'],
  [100, 33, 'gone'],
  [10_900, undefined, 'answered-privately'],
  [100, 2_018_292, 'gone'],
  [9_000_001, undefined, 'gone'],
  [200, 2_018_028, 'permission-missing'],
  [2, 2_018_344, 'terms-not-accepted'],
  [100, 2_018_109, 'file-refused'],
  [424_242, 7, 'refused'],
])('code %i with subcode %s fails for good: %s', (code, subcode, reason) => {
  expect(messageOutcome(refusal(code, subcode), now)).toMatchObject({ kind: 'failed', failure: { reason, code } })
})

test.each([4, 17, 32, 341, 613, 80_001, 80_006])('R6: the limit %i is tried again, not before the time in the usage header', (code) => {
  expect(messageOutcome(refusal(code, undefined, { waitMs: 180_000 }), now)).toMatchObject({
    kind: 'retry',
    failure: { reason: 'rate-limited', code },
    notBefore: new Date('2026-11-22T12:03:00Z'),
  })
})

test('an automated talk that Messenger leads with the person ends by itself, and is tried again', () => {
  expect(messageOutcome(refusal(2_018_321), now)).toMatchObject({
    kind: 'retry',
    failure: { reason: 'in-automated-chat', reach: 'person' },
  })
})

/** Messenger Platform docs, error codes, 2026-06: every one that the Send API may answer with. */
const LISTED = `1 1/99 1/1357046 2 2/2018344 4 4/2018022 4/2018354 9/2018352 10 10/2018278 10/2534022 10/2018065 10/2018108 10/1893063 10/1893015
  10/1404170 10/2018336 17 32 100 100/33 100/2018001 100/2018008 100/2018014 100/2018047 100/2018074 100/2018109 100/2018164 100/2018294 100/2018320
  100/2018328 100/2018173 100/2534025 100/2534037 102 104 190 200 200/2018028 200/2018021 200/2018027 200/1545041 230 341 368 368/1390008 506 551
  551/1545041 613 613/2534040 613/1893016 613/2018338 1200 1705 2022 10303 10900 10903 80001 80006 2018171 2018234 2018300 2018321 9000001`

test.each(LISTED.split(/\s+/))(
  'the listed refusal %s says how far it reaches, and is told by a word of its own or as refused',
  (numbers) => {
    const [code = 0, subcode] = numbers.split('/').map(Number)
    const outcome = messageOutcome(refusal(code, subcode), now)
    expect(outcome).toMatchObject({ failure: { reach: expect.stringMatching(/^(message|person|channel|login)$/), code } })
  },
)

test('a Page that Facebook says is throttled rests, though it took the message', () => {
  const usage = { percent: 100, waitMs: 60_000 }
  expect(messageOutcome({ kind: 'ok', body: { message_id: 'm_1' }, usage }, now)).toMatchObject({
    kind: 'sent',
    restUntil: new Date('2026-11-22T12:01:00Z'),
  })
})

test.each([
  ['"may have been sent although the call failed"', refusal(1, 1_357_046)],
  ['an unknown error without a subcode', refusal(1)],
  ['an unknown error with a subcode', refusal(1, 99)],
  ['"an unexpected error, retry later"', refusal(2)],
  ['"temporary send message failure"', refusal(1200)],
  ['something that Facebook calls transient', refusal(424_242, undefined, { isTransient: true })],
  ['an error of a server in trouble', refusal(2, undefined, { status: 500 })],
  ['a limit told by a server in trouble', refusal(4, undefined, { status: 503 })],
  ['a limit inside a good answer', refusal(4, undefined, { status: 200 })],
  ['a limit with 429, of which the usage header knows nothing', refusal(4, undefined, { status: 429 })],
  ['429 with an error that is no limit', refusal(2, undefined, { status: 429 })],
  ['429 without readable words', { kind: 'no-answer', reason: 'unreadable', status: 429 }],
  ['an error inside a good answer', refusal(100, undefined, { status: 200 })],
  ['a time-out', { kind: 'no-answer', reason: 'time-out', status: undefined }],
  ['a lost connection', { kind: 'no-answer', reason: 'connection-lost', status: undefined }],
  ['HTML of a gateway', { kind: 'no-answer', reason: 'unreadable', status: 502 }],
  ['204 with nothing', { kind: 'no-answer', reason: 'unreadable', status: 204 }],
] satisfies [string, GraphAnswer][])('R6: %s leaves the message unconfirmed, never sent again blindly', (_what, answer) => {
  expect(messageOutcome(answer, now).kind).toBe('unconfirmed')
})

test.each([200, 429, 503])('R6: a limit with status %i is believed when the usage header tells it, too', (status) => {
  expect(messageOutcome(refusal(613, undefined, { status, waitMs: 60_000 }), now)).toMatchObject({ kind: 'retry' })
})

test('what was never sent, because nothing listened, is tried again', () => {
  expect(messageOutcome({ kind: 'no-answer', reason: 'not-sent', status: undefined }, now).kind).toBe('retry')
})

test("Facebook's own numbers and words are kept", () => {
  expect(messageOutcome(refusal(10, 2_018_278), now)).toEqual({
    kind: 'failed',
    failure: { reason: 'window-closed', reach: 'person', code: 10, subcode: 2_018_278, facebookMessage: '(#10) words' },
  })
})
