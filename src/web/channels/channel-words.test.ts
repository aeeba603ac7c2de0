import { expect, test } from 'vitest'
import type { Channel } from '../api/types.ts'
import { channelHealth, keyWords } from './channel-words.ts'

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
}

test('a connected channel without a date works, and its key holds until it is revoked', () => {
  expect(channelHealth(channel, now)).toBe('working')
  expect(keyWords(channel, now)).toBe('Key valid until revoked')
})

test('a key that ends within a fortnight is watched', () => {
  expect(channelHealth({ ...channel, keyValidUntil: new Date(2026, 10, 29).toISOString() }, now)).toBe('watch')
  expect(channelHealth({ ...channel, keyValidUntil: new Date(2027, 0, 14).toISOString() }, now)).toBe('working')
})

test('a dead key needs somebody, and says when it died', () => {
  const dead: Channel = { ...channel, state: 'disconnected', problem: { kind: 'key-dead', since: new Date(2026, 10, 21).toISOString() } }
  expect(channelHealth(dead, now)).toBe('needs-you')
  expect(keyWords(dead, now)).toBe('Key died 21 Nov')
})

test('a missing permission needs somebody although the channel is connected', () => {
  const problem = { kind: 'permission-missing', permission: 'pages_messaging', since: now.toISOString() } as const
  expect(channelHealth({ ...channel, problem }, now)).toBe('needs-you')
})
