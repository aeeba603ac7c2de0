import { expect, test } from 'vitest'
import type { Channel } from '../api/types.ts'
import { mendedWords } from './channel-problems.ts'
import { channelHealth, keyWords, needsReconnect } from './channel-words.ts'
import { connectedToast } from './connected-toast.ts'
import { keptWords } from './kept-words.ts'
import { refusalWords } from './refusal-words.ts'

const now = new Date(2026, 10, 22, 12, 0)
const channel: Channel = {
  id: 'c1',
  kind: 'facebook',
  name: 'Lindqvist Cycles',
  externalId: '1',
  pictureUrl: null,
  state: 'connected',
  allowances: [],
  problem: null,
  problems: [],
  keyValidUntil: null,
  keyCheckedAt: null,
  connectedBy: 'Maja Holm',
  connectedAt: null,
  pausedUntil: null,
  lastEventAt: null,
  notUnderstoodCount: 0,
  notUnderstood: [],
  deletion: null,
}

type Wrong = NonNullable<Channel['problem']>
const missing = (permission: string) => ({ kind: 'permission-missing', permission, since: now.toISOString() }) as const
const standing = (problem: Wrong) => ({ ...problem, mendedAt: null })
const troubled = (problem: Wrong, state: Channel['state'] = 'connected'): Channel => ({
  ...channel,
  state,
  problem,
  problems: [standing(problem)],
})

test('a connected channel without a date works, and its key holds until it is revoked', () => {
  expect(channelHealth(channel, now)).toBe('working')
  expect(keyWords(channel, now)).toBe('Key: no expiry')
})

test('a key that ends within a fortnight is watched', () => {
  expect(channelHealth({ ...channel, keyValidUntil: new Date(2026, 10, 29).toISOString() }, now)).toBe('watch')
  expect(channelHealth({ ...channel, keyValidUntil: new Date(2027, 0, 14).toISOString() }, now)).toBe('working')
})

test('a dead key needs somebody, and says when it died', () => {
  const dead = troubled({ kind: 'key-dead', cause: 'unknown', since: new Date(2026, 10, 21).toISOString() }, 'disconnected')
  expect(channelHealth(dead, now)).toBe('needs-you')
  expect(keyWords(dead, now)).toBe('Key stopped working 21 Nov')
})

test('a missing permission needs somebody although the channel is connected', () => {
  expect(channelHealth(troubled(missing('pages_messaging')), now)).toBe('needs-you')
})

test('R5: a key that cannot be opened needs somebody, and says so', () => {
  const sealed = troubled({ kind: 'key-unreadable', since: now.toISOString() }, 'disconnected')
  expect(channelHealth(sealed, now)).toBe('needs-you')
  expect(keyWords(sealed, now)).toBe('Key cannot be opened')
})

test('U11: a chat channel is neither healthy nor in need: nothing flows through it yet', () => {
  const chat: Channel = { ...channel, kind: 'chat', externalId: null }
  expect(channelHealth(chat, now)).toBe('later')
  expect(channelHealth({ ...chat, state: 'switched-off' }, now)).toBe('later')
})

test.each([
  [[], undefined],
  [
    [
      ['feed comment add', 3],
      ['reaction', 1],
    ],
    '4 events saved, not shown yet: 3 comments, 1 reaction',
  ],
  [
    [
      ['feed comment add', 1],
      ['feed comment edited', 1],
      ['feed like add', 2],
      ['take thread control', 1],
    ],
    '5 events saved, not shown yet: 2 comments, 2 reactions, 1 other',
  ],
  [[['app roles', 1]], '1 event saved, not shown yet'],
] as [[string, number][], string | undefined][])('U39: %j is told as %s', (labels, words) => {
  const notUnderstood = labels.map(([label, count]) => ({ label, count }))
  expect(keptWords({ notUnderstood, notUnderstoodCount: labels.reduce((sum, [, count]) => sum + count, 0) })).toBe(words)
})

test('U8: connecting tells the state that came of it', () => {
  expect(connectedToast([channel])).toEqual({ message: 'Lindqvist Cycles is connected.', isLasting: false })
  expect(connectedToast([troubled(missing('pages_manage_engagement'))])).toEqual({
    message: 'Lindqvist Cycles is connected. Comments still cannot be used: “Create and manage comments on your Page” is off.',
    isLasting: true,
  })
  const problems = [missing('pages_read_user_content'), missing('pages_manage_engagement')].map(standing)
  expect(connectedToast([channel, { ...channel, name: 'Lindqvist Rental', problems }])).toEqual({
    message:
      '2 Pages are connected. Lindqvist Rental: Comments still cannot be used: “Read user content on your Page”, “Create and manage comments on your Page” are off.',
    isLasting: true,
  })
})

test('U8: a refusal for a permission says which, by the name that Facebook’s window gives it, and what to press', () => {
  const words = refusalWords({ refused: 'permissions-missing', missing: ['pages_messaging'], facebook: undefined })
  expect(words).toContain('“Manage and access Page conversations in Messenger”')
  expect(words).toContain('press Edit settings')
})

test('a block by Facebook needs somebody, and connecting again is no help; a warning is told and no more', () => {
  const blocked = troubled({ kind: 'sending-blocked', reason: 'Spam', since: now.toISOString() })
  expect([channelHealth(blocked, now), needsReconnect(blocked)]).toEqual(['needs-you', false])
  const at = new Date(2026, 10, 20).toISOString()
  const warned = { ...channel, problems: [{ kind: 'warned' as const, reason: 'Too many reports.', since: at, mendedAt: at }] }
  expect(channelHealth(warned, now)).toBe('working')
  expect(mendedWords(warned, now)).toEqual(['Facebook warned this Page on 20 Nov: “Too many reports.”'])
})

test('what was mended says so, and since when it was wrong, the last first; nobody is needed for it', () => {
  const at = (day: number) => new Date(2026, 10, day).toISOString()
  const problems = [
    { kind: 'key-dead', cause: 'unknown', since: at(18), mendedAt: at(19) },
    { ...missing('pages_messaging'), since: at(20), mendedAt: at(21) },
  ] as const
  const mended = { ...channel, problems: [...problems] }
  expect(channelHealth(mended, now)).toBe('working')
  expect(mendedWords(mended, now)).toEqual([
    'Mended 21 Nov: “Manage and access Page conversations in Messenger” was off since 20 Nov.',
    'Mended 19 Nov: Facebook refused this Page’s key since 18 Nov.',
  ])
})
