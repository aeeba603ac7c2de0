import { expect, test } from 'vitest'
import type { ActUpon } from '#api/conversation/contract.ts'
import { lastReaction, ourEmoji, shownReactions } from './our-reaction.ts'

const at = '2026-11-30T10:00:00.000Z'
const client = { by: 'client', reaction: 'love', emoji: '❤️', at } as const
const page = { by: 'page', reaction: 'other', emoji: '👍', at } as const

function did(text: string | null, state: ActUpon['state']): ActUpon {
  const act = text === null ? 'unreact' : 'react'
  return { id: act, act, text, state, at, by: { id: 'u', name: 'Maja' }, failure: null, ticketId: null, setAside: null }
}

const shown = (...of: Parameters<typeof shownReactions>) => shownReactions(...of).map(({ emoji, waits }) => [emoji, waits])

test('what was asked for is seen at once, and takes the place of the one before', () => {
  expect(shown({ acts: [], reactions: [client] }, { emoji: '👍' })).toEqual([
    ['❤️', undefined],
    ['👍', 'to-come'],
  ])
  expect(shown({ acts: [did('👍', 'sent'), did('🙏', 'queued')], reactions: [client, page] }, undefined)).toEqual([
    ['❤️', undefined],
    ['🙏', 'to-come'],
  ])
})

test('one that is taken back stands there until Facebook has done it', () => {
  expect(shown({ acts: [did('👍', 'sent'), did(null, 'sending')], reactions: [page] }, undefined)).toEqual([['👍', 'to-go']])
  expect(ourEmoji({ acts: [did(null, 'sending')], reactions: [page] }, undefined)).toBe(undefined)
})

test('what was refused, and what is done, shows what stands on Facebook', () => {
  expect(shown({ acts: [did('👍', 'sent'), did('🙏', 'failed')], reactions: [page] }, undefined)).toEqual([['👍', undefined]])
  expect(ourEmoji({ acts: [did('🙏', 'failed')], reactions: [page] }, undefined)).toBe('👍')
  expect(lastReaction({ acts: [did('👍', 'sent'), did('🙏', 'failed')] })?.state).toBe('failed')
})
