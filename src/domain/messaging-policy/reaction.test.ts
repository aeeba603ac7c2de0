import { expect, test } from 'vitest'
import type { Entry } from '../entries/entry.ts'
import { reactionVerdict, type ReactionVerdict } from './reaction.ts'
import { verdictOn, type Asked } from './verdict.ts'

type Said = Pick<Entry, 'thing' | 'author' | 'removedAt'>
const theirs: Said = { thing: 'message', author: { kind: 'client' }, removedAt: undefined }

test.each<[string, Said, ReactionVerdict]>([
  ['what the customer wrote', theirs, 'may'],
  ['what they took back', { ...theirs, removedAt: new Date() }, 'taken-back'],
  ['what an app said for the Page', { ...theirs, author: { kind: 'elsewhere', appId: '1', appName: undefined } }, 'of-the-page'],
  ['what only news came of', { ...theirs, author: undefined }, 'unknown'],
  ['a comment', { ...theirs, thing: 'comment' }, 'public'],
])('a reaction to %s: %#', (_what, said, expected) => {
  expect(reactionVerdict(said)).toBe(expected)
})

const now = new Date('2026-11-30T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

function windowSince(hours: number): Asked['window'] {
  return { opensAt: hoursAgo(hours), closesAt: hoursAgo(hours - 24), reason: 'message' }
}

const asked: Asked = {
  act: 'react',
  content: 'text',
  mode: 'response',
  by: { kind: 'person', mayReply: true },
  subject: 'direct',
  ticket: 'open',
  channel: 'connected',
  allowances: ['human-agent'],
  window: windowSince(23),
  now,
}

test('a Page reacts within the 24 hours only, whatever else it is allowed, and also once the ticket is over', () => {
  expect(verdictOn(asked).kind).toBe('may')
  expect(verdictOn({ ...asked, ticket: 'closed' }).kind).toBe('may')
  expect(verdictOn({ ...asked, window: windowSince(24) }).kind).toBe('window-closed')
  expect(verdictOn({ ...asked, window: undefined }).kind).toBe('never-opened')
  expect(verdictOn({ ...asked, by: { kind: 'person', mayReply: false } }).kind).toBe('role')
})
