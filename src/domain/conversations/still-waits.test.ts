import { expect, test } from 'vitest'
import type { Fact } from '../facts/fact.ts'
import { stillWaits } from './still-waits.ts'

const NOW = new Date('2026-12-01T12:00:00Z')
const HOUR = 3_600_000

const said = (by: 'client' | 'page', hoursAgo: number): Fact =>
  ({
    act: 'added',
    thing: 'message',
    externalId: `${by} ${hoursAgo}`,
    subject: { kind: 'direct', personId: '1' },
    author: by === 'client' ? { kind: 'client' } : { kind: 'page', appId: undefined, appName: undefined, mark: undefined },
    content: { text: '', parts: [], repliesTo: undefined, asides: undefined, unread: undefined },
    channel: { kind: 'facebook', externalId: '2' },
    time: { own: new Date(NOW.getTime() - hoursAgo * HOUR), envelope: undefined },
    piece: { place: '', item: {}, reader: 1 },
  }) satisfies Fact

const waiting = (facts: readonly Fact[]) => [...stillWaits(facts, NOW)].map((fact) => ('externalId' in fact ? fact.externalId : ''))

test.each<[string, Fact[], string[]]>([
  ['a customer who wrote an hour ago waits', [said('client', 1)], ['client 1']],
  [
    'of all that was said only what is behind the last answer waits',
    [said('client', 5), said('page', 3), said('client', 2), said('client', 1)],
    ['client 2', 'client 1'],
  ],
  ['what belongs to a question inside the window waits with it', [said('client', 30), said('client', 1)], ['client 30', 'client 1']],
  ['whoever was answered waits no more', [said('client', 2), said('page', 1)], []],
  ['a minute before the day is over somebody waits', [said('client', 23.98)], ['client 23.98']],
  ['on the stroke of 24 hours nobody waits', [said('client', 24)], []],
  ['where the Page alone spoke nobody waits', [said('page', 1)], []],
  ['where nothing was said nobody waits', [], []],
])('%s', (_what, facts, expected) => {
  expect(waiting(facts)).toEqual(expected)
})
