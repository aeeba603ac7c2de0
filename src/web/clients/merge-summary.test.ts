import { expect, test } from 'vitest'
import type { Client } from '../api/types.ts'
import { mergeSummary } from './merge-summary.ts'

function client(more: Partial<Client>): Client {
  const identity = { clientId: 'c', channelId: 'page', channelName: 'A Page', kind: 'person' as const, externalId: '7001', name: null }
  return {
    id: 'c',
    name: null,
    toldName: null,
    isNameWritten: false,
    pictureUrl: null,
    phone: null,
    email: null,
    note: '',
    isVip: false,
    createdAt: '2026-11-19T10:00:00Z',
    locale: null,
    clock: null,
    cameFrom: null,
    identities: [identity],
    merged: [],
    ticketCount: 1,
    tickets: [],
    ...more,
  }
}

test('who stays keeps the name; what the other has besides is added, and what both have is the same', () => {
  const noor = client({ name: 'Noor van den Akker', phone: '+31 6 5550 1147', email: 'noor@example.org', ticketCount: 3 })
  const akker = client({
    name: 'N. Akker',
    phone: '+31 30 555 0190',
    email: 'Noor@example.org',
    note: 'Asked for a child seat',
    isVip: true,
  })
  expect(mergeSummary(noor, akker)).toEqual({
    name: 'Noor van den Akker',
    phone: { stays: ['+31 6 5550 1147'], adds: ['+31 30 555 0190'], isSame: false },
    email: { stays: ['noor@example.org'], adds: [], isSame: true },
    knownAs: { stays: ['Messenger, A Page'], adds: ['Messenger, A Page'], isSame: false },
    notes: { stays: [], adds: ['Asked for a child seat'], isSame: false },
    tickets: { stays: 3, adds: 1 },
    becomesVip: true,
  })
})

test('without a name of one’s own the name of who joins is taken, and without either the end of the id', () => {
  expect(mergeSummary(client({}), client({ name: 'N. Akker' })).name).toBe('N. Akker')
  expect(mergeSummary(client({}), client({})).name).toBe('Facebook user 7001')
})

test('what others brought along who joined before counts, too', () => {
  const joined = {
    ...client({ phone: '112', note: 'Old' }),
    mergeId: 'm',
    survivorId: 'c',
    mergedAt: '',
    mergedBy: { userId: 'u', name: null },
  }
  const { phone, notes } = mergeSummary(client({ merged: [joined] }), client({ phone: '1-1-2', note: 'New' }))
  expect([phone, notes]).toEqual([
    { stays: ['112'], adds: [], isSame: true },
    { stays: ['Old'], adds: ['New'], isSame: false },
  ])
})
