import { expect, test } from 'vitest'
import type { Client, FoundClient } from '../api/types.ts'
import { candidateWords, identityWords, languageOf, mergedName, nameOf, offsetWords } from './client-words.ts'

const identity = (clientId: string, externalId = '7001') => ({
  clientId,
  channelId: 'page',
  channelName: 'A Page',
  kind: 'person' as const,
  externalId,
  name: null,
})
const NOOR: Client = {
  id: 'noor',
  name: 'Noor van den Akker',
  toldName: null,
  isNameWritten: true,
  pictureUrl: null,
  phone: '+31 6 5550 1147',
  email: 'noor@example.org',
  note: '',
  isVip: false,
  createdAt: '2026-11-19T10:00:00Z',
  locale: null,
  clock: null,
  cameFrom: null,
  identities: [identity('noor')],
  merged: [],
  ticketCount: 3,
  tickets: [],
}

test.each([
  ['pl_PL', 'Polish (Poland)'],
  ['nl_NL', 'Dutch (Netherlands)'],
  ['es_LA', 'Spanish (Laos)'],
  ['fil', 'Filipino'],
  ['no language', undefined],
])('%s is %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})

test.each([
  [60, 'UTC+1'],
  [0, 'UTC+0'],
  [330, 'UTC+5:30'],
  [-210, 'UTC−3:30'],
])('%i minutes are %s', (minutes, words) => {
  expect(offsetWords(minutes)).toBe(words)
})

test('who has no name is called by the end of the first id, merged or not', () => {
  const joined = {
    ...NOOR,
    mergeId: 'm',
    survivorId: 'noor',
    mergedAt: '',
    mergedBy: { userId: 'u', name: 'Bea' },
    id: 'other',
    name: null,
  }
  const merged = { ...NOOR, identities: [identity('noor'), identity('other', '700999')], merged: [joined] }
  expect(nameOf({ name: null, identities: NOOR.identities })).toBe('Facebook user 7001')
  expect(mergedName(joined, merged)).toBe('Facebook user 0999')
})

test.each([
  [{ kind: 'person', name: 'Noor' }, 'Messenger'],
  [{ kind: 'author', name: 'Noor vdA' }, 'Comments as “Noor vdA”'],
  [{ kind: 'author', name: null }, 'Comments'],
  [{ kind: 'visitor' }, 'Website visitor'],
] as const)('%j is known as %s', (known, words) => {
  expect(identityWords(known)).toBe(words)
})

test('a candidate says where one knows them from, and what is the same', () => {
  const found: FoundClient = {
    id: 'akker',
    name: 'N. Akker',
    pictureUrl: null,
    isVip: false,
    phone: '0031 6 5550 1147',
    email: 'NOOR@example.org',
    ticketCount: 1,
    identities: [{ kind: 'visitor', channelName: 'Website', externalId: 'v1' }],
  }
  expect(candidateWords(found, NOOR)).toBe('Website visitor · Website · same e-mail · 1\u00a0ticket')
  const known = [...found.identities, { kind: 'person', channelName: 'A Page', externalId: '7' } as const]
  expect(candidateWords({ ...found, email: null, phone: '+31 (6) 55501147', identities: known }, NOOR)).toBe(
    'Website visitor · and 1 more · same phone · 1\u00a0ticket',
  )
})
