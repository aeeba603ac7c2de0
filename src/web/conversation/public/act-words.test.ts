import { expect, test } from 'vitest'
import type { ActUpon } from '#api/conversation/contract.ts'
import { actWords, standingActs } from './act-words.ts'

const by = { id: 'u', name: 'Maja Holm' }
const did = (act: ActUpon['act'], state: ActUpon['state'] = 'sent'): ActUpon => ({
  id: `${act} ${state}`,
  act,
  state,
  by,
  text: null,
  at: '2026-11-29T10:00:00Z',
  failure: null,
  ticketId: null,
})

test.each([
  [did('hide', 'queued'), 'plain', 'Hiding…'],
  [did('hide'), 'plain', 'Hidden by Maja Holm'],
  [did('remove', 'failed'), 'bad', 'Not deleted'],
  [did('reply-privately', 'unconfirmed'), 'warn', 'Replied privately, perhaps: Facebook did not answer'],
  [{ ...did('edit'), by: { id: 'u', name: null } }, 'plain', 'Edited'],
])('%s', (act, tone, words) => {
  expect(actWords(act)).toEqual({ tone, words })
})

test('what was undone stands there no more', () => {
  expect(standingActs([did('hide'), did('like'), did('show')]).map(({ act }) => act)).toEqual(['like'])
  expect(standingActs([did('hide'), did('show', 'queued')]).map(({ act }) => act)).toEqual(['show'])
})

test('of private replies the one stands that was sent, whatever was tried after it', () => {
  const acts = [did('reply-privately'), did('reply-privately', 'failed')]
  expect(standingActs(acts).map(({ state }) => state)).toEqual(['sent'])
  expect(standingActs([did('reply-privately', 'failed'), did('reply-privately', 'queued')]).map(({ state }) => state)).toEqual(['queued'])
})
