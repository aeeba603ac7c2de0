import { expect, test } from 'vitest'
import type { UserId } from '../ids.ts'
import { unheard } from '../entries/entry.ts'
import { moderationVerdict, type Moderated } from './moderation.ts'

const writtenAt = new Date('2026-11-20T10:00:00Z')
const DAY_MS = 24 * 3_600_000
const theirs = { ...unheard('comment', '1'), author: { kind: 'client' }, writtenAt } as const
const named = { ...theirs, author: { ...theirs.author, externalId: '7' } } as const
const ours = { ...theirs, author: { kind: 'member', userId: 'u' as UserId } } as const
const elsewhere = { ...theirs, author: { kind: 'elsewhere', appId: undefined, appName: undefined } } as const
const fresh: Omit<Moderated, 'entry'> = {
  isAnsweredPrivately: false,
  channelSays: undefined,
  now: new Date(writtenAt.getTime() + DAY_MS),
}

test.each([
  ['edit', theirs, 'of-a-customer'],
  ['edit', ours, 'may'],
  ['edit', elsewhere, 'may'],
  ['hide', theirs, 'may'],
  ['hide', ours, 'of-the-page'],
  ['remove', theirs, 'may'],
  ['remove', ours, 'may'],
  ['react', theirs, 'may'],
  ['say-privately', theirs, 'may'],
  ['say-privately', ours, 'of-the-page'],
  ['block', named, 'may'],
  ['block', { ...named, removedAt: writtenAt }, 'may'],
  ['block', theirs, 'nobody-told'],
  ['block', ours, 'of-the-page'],
  ['block', elsewhere, 'of-the-page'],
  ['block', unheard('comment', '1'), 'unknown'],
  ['remove', unheard('comment', '1'), 'unknown'],
  ['react', { ...theirs, removedAt: writtenAt }, 'removed'],
] as const)('%s', (kind, entry, verdict) => {
  expect(moderationVerdict({ kind }, { ...fresh, entry }).kind).toBe(verdict)
})

test.each([
  ['a millisecond before the seven days end', 7 * DAY_MS - 1, 'may'],
  ['when they end', 7 * DAY_MS, 'too-old'],
])('B16: a private reply %s', (_when, after, verdict) => {
  const now = new Date(writtenAt.getTime() + after)
  expect(moderationVerdict({ kind: 'say-privately' }, { ...fresh, entry: theirs, now }).kind).toBe(verdict)
  expect(moderationVerdict({ kind: 'say-privately' }, { ...fresh, entry: theirs, isAnsweredPrivately: true, now }).kind).toBe(
    'answered-privately',
  )
})

test.each([
  ['that one can', 'can', 'may'],
  ['that somebody did', 'answered', 'answered-privately'],
  ['that one cannot', 'cannot', 'not-answerable'],
] as const)('B16: a private reply after Facebook said %s', (_what, channelSays, verdict) => {
  expect(moderationVerdict({ kind: 'say-privately' }, { ...fresh, entry: theirs, channelSays }).kind).toBe(verdict)
  const late = new Date(writtenAt.getTime() + 8 * DAY_MS)
  const isUsed = channelSays === 'answered'
  expect(moderationVerdict({ kind: 'say-privately' }, { ...fresh, entry: theirs, channelSays, now: late }).kind).toBe(
    isUsed ? 'answered-privately' : 'too-old',
  )
})
