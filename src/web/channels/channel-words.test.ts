import { expect, test } from 'vitest'
import type { Channel } from '../api/types.ts'
import { channelHealth, keyWords } from './channel-words.ts'
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
  problem: null,
  keyValidUntil: null,
  connectedBy: 'Maja Holm',
  connectedAt: null,
  lastEventAt: null,
  notUnderstoodCount: 0,
  notUnderstood: [],
}

test('a connected channel without a date works, and its key holds until it is revoked', () => {
  expect(channelHealth(channel, now)).toBe('working')
  expect(keyWords(channel, now)).toBe('Key: no expiry')
})

test('a key that ends within a fortnight is watched', () => {
  expect(channelHealth({ ...channel, keyValidUntil: new Date(2026, 10, 29).toISOString() }, now)).toBe('watch')
  expect(channelHealth({ ...channel, keyValidUntil: new Date(2027, 0, 14).toISOString() }, now)).toBe('working')
})

test('a dead key needs somebody, and says when it died', () => {
  const dead: Channel = { ...channel, state: 'disconnected', problem: { kind: 'key-dead', since: new Date(2026, 10, 21).toISOString() } }
  expect(channelHealth(dead, now)).toBe('needs-you')
  expect(keyWords(dead, now)).toBe('Key stopped working 21 Nov')
})

test('a missing permission needs somebody although the channel is connected', () => {
  const problem = { kind: 'permission-missing', permission: 'pages_messaging', since: now.toISOString() } as const
  expect(channelHealth({ ...channel, problem }, now)).toBe('needs-you')
})

test('R5: a key that cannot be opened needs somebody, and says so', () => {
  const sealed: Channel = { ...channel, state: 'disconnected', problem: { kind: 'key-unreadable', since: now.toISOString() } }
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
  const problem = { kind: 'permission-missing', permission: 'pages_manage_engagement', since: now.toISOString() } as const
  expect(connectedToast([{ ...channel, problem }])).toEqual({
    message: 'Lindqvist Cycles is connected. Comments still cannot be used: “Create and manage comments on your Page” is off.',
    isLasting: true,
  })
  const two = { ...problem, permission: 'pages_read_user_content, pages_manage_engagement' }
  expect(connectedToast([channel, { ...channel, name: 'Lindqvist Rental', problem: two }])).toEqual({
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
