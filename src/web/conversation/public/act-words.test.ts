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
  setAside: null,
})

const TROUBLE = { reason: 'facebook-unwell', code: 2 } as const

test.each([
  [did('hide', 'queued'), 'plain', 'Hiding…'],
  [did('hide'), 'plain', 'Hidden by Maja Holm'],
  [did('unlike'), 'plain', 'Unliked by Maja Holm'],
  [did('remove', 'failed'), 'bad', 'Not deleted'],
  [did('reply-privately', 'unconfirmed'), 'warn', 'Replied privately, perhaps: Facebook did not answer'],
  [{ ...did('hide', 'unconfirmed'), failure: TROUBLE }, 'warn', 'Hidden, perhaps: Facebook had a problem'],
  [{ ...did('edit'), by: { id: 'u', name: null } }, 'plain', 'Edited'],
])('%s', (act, tone, words) => {
  expect(actWords(act)).toEqual({ tone, words })
})

const line = (acts: readonly ActUpon[], { isHidden = false, isLiked = false, isAuthorBlocked = false } = {}) => {
  const like = { by: 'page', reaction: 'like', emoji: null, at: '2026-11-29T10:00:00Z' } as const
  return { acts: [...acts], isHidden, isAuthorBlocked, reactions: isLiked ? [like] : [], takenBackAt: null }
}

test('what was undone stands there no more', () => {
  const standing = (...acts: Parameters<typeof line>) => standingActs(line(...acts)).map(({ done: { act }, since }) => [act, since])
  expect(standing([did('hide'), did('like'), did('show')], { isLiked: true })).toEqual([['like', undefined]])
  expect(standing([did('hide'), did('show', 'queued')], { isHidden: true })).toEqual([['show', undefined]])
})

test('what was undone on Facebook itself is told as it is now', () => {
  const since = (...acts: Parameters<typeof line>) => standingActs(line(...acts)).map((one) => one.since)
  expect(since([did('hide')], { isHidden: true })).toEqual([undefined])
  expect(since([did('hide')])).toEqual(['Since then it was shown again on Facebook itself.'])
  expect(since([did('hide', 'queued')])).toEqual([undefined])
  expect(since([did('like')])).toEqual(['Since then it was unliked on Facebook itself.'])
  expect(since([did('remove')])).toEqual([undefined])
  expect(since([did('block')], { isAuthorBlocked: true })).toEqual([undefined])
})

test('whoever was let in again from another comment is told so, deleted as this one may be', () => {
  const [blocked] = standingActs({ ...line([did('block')]), takenBackAt: '2026-11-29T10:00:00Z' })
  expect(blocked?.since).toBe('Since then the author was unblocked.')
  expect(standingActs(line([did('block'), did('unblock')]))).toEqual([])
})

test('of private replies the one stands that was sent, whatever was tried after it', () => {
  const states = (...acts: readonly ActUpon[]) => standingActs(line(acts)).map(({ done: { state } }) => state)
  expect(states(did('reply-privately'), did('reply-privately', 'failed'))).toEqual(['sent'])
  expect(states(did('reply-privately', 'failed'), did('reply-privately', 'queued'))).toEqual(['queued'])
})
