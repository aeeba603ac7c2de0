import { expect, test } from 'vitest'
import type { GraphAnswer } from './graph/graph-answer.ts'
import { sendOutcome } from './send-outcome.ts'

const now = new Date('2026-11-22T12:00:00Z')
const noUsage = { percent: undefined, waitMs: undefined }

function refusal(code: number, subcode?: number, more: { status?: number; isTransient?: boolean; waitMs?: number } = {}): GraphAnswer {
  const { status = 400, isTransient = false, waitMs } = more
  return { kind: 'refused', status, code, subcode, message: `(#${code}) words`, isTransient, usage: { percent: undefined, waitMs } }
}

test('a message with an id of Facebook is sent', () => {
  expect(sendOutcome({ kind: 'ok', body: { recipient_id: '1', message_id: 'm_1' }, usage: noUsage }, now)).toEqual({
    kind: 'sent',
    externalId: 'm_1',
  })
})

test('a good answer without a message id is unconfirmed', () => {
  expect(sendOutcome({ kind: 'ok', body: { recipient_id: '1' }, usage: noUsage }, now).kind).toBe('unconfirmed')
})

test.each([190, 102, 104])('code %i is a dead key, with and without any subcode', (code) => {
  for (const subcode of [undefined, 458, 460, 463, 492, 999_999]) {
    expect(sendOutcome(refusal(code, subcode), now)).toMatchObject({ kind: 'key-dead', failure: { reason: 'key-dead', code } })
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
  [100, 33, 'refused'],
  [9_000_001, undefined, 'refused'],
  [424_242, 7, 'refused'],
])('code %i with subcode %s fails for good: %s', (code, subcode, reason) => {
  expect(sendOutcome(refusal(code, subcode), now)).toMatchObject({ kind: 'failed', failure: { reason, code } })
})

test.each([4, 17, 32, 341, 613, 1200, 80_001, 80_006])('the limit %i is tried again, not before the time in the usage header', (code) => {
  expect(sendOutcome(refusal(code, undefined, { waitMs: 180_000 }), now)).toMatchObject({
    kind: 'retry',
    failure: { reason: 'rate-limited', code },
    notBefore: new Date('2026-11-22T12:03:00Z'),
  })
})

test.each([
  [2, undefined, {}],
  [1, 99, {}],
  [424_242, undefined, { isTransient: true }],
  [2_018_321, undefined, {}],
])('code %i with subcode %s passes by itself and is tried again', (code, subcode, more) => {
  expect(sendOutcome(refusal(code, subcode, more), now)).toMatchObject({
    kind: 'retry',
    failure: { reason: 'facebook-unwell' },
    notBefore: undefined,
  })
})

test.each([
  ['"may have been sent although the call failed"', refusal(1, 1_357_046)],
  ['an unknown error without a subcode', refusal(1)],
  ['an error of a server in trouble', refusal(2, undefined, { status: 500 })],
  ['an error inside a good answer', refusal(100, undefined, { status: 200 })],
  ['a time-out', { kind: 'no-answer', reason: 'time-out', status: undefined }],
  ['a lost connection', { kind: 'no-answer', reason: 'connection-lost', status: undefined }],
  ['HTML of a gateway', { kind: 'no-answer', reason: 'unreadable', status: 502 }],
  ['204 with nothing', { kind: 'no-answer', reason: 'unreadable', status: 204 }],
] satisfies [string, GraphAnswer][])('%s leaves the message unconfirmed, never sent again blindly', (_what, answer) => {
  expect(sendOutcome(answer, now).kind).toBe('unconfirmed')
})

test('a limit counts as a limit even inside a good answer', () => {
  expect(sendOutcome(refusal(4, undefined, { status: 200 }), now).kind).toBe('retry')
})

test.each([
  ['never sent, because nothing listened', { kind: 'no-answer', reason: 'not-sent', status: undefined }],
  ['429 without readable words', { kind: 'no-answer', reason: 'unreadable', status: 429 }],
] satisfies [string, GraphAnswer][])('%s: tried again', (_what, answer) => {
  expect(sendOutcome(answer, now).kind).toBe('retry')
})

test("Facebook's own numbers and words are kept", () => {
  expect(sendOutcome(refusal(10, 2_018_278), now)).toEqual({
    kind: 'failed',
    failure: { reason: 'window-closed', code: 10, subcode: 2_018_278, facebookMessage: '(#10) words' },
  })
})
