import { expect, test } from 'vitest'
import type { Offer } from '#domain/offers/offer.ts'
import { nameOf, OUTBOX, readItem, type OutboxEntry } from './outbox-item.ts'

const entry: OutboxEntry = {
  key: 'a1',
  ticketId: 't1',
  memberId: 'm1',
  mode: 'reply',
  replyMode: 'response',
  text: 'Yes, on Monday.',
  more: [],
  mention: undefined,
  quoting: undefined,
  files: [],
  writtenAt: '2026-11-24T14:10:00.000Z',
  askedAt: '2026-11-24T14:12:00.000Z',
  answering: undefined,
  refusal: undefined,
  seen: undefined,
  news: undefined,
}

const PICTURE = {
  part: 'file',
  id: 'f1',
  what: 'picture',
  name: 'oak.jpg',
  type: 'image/jpeg',
  size: 10,
  width: 4,
  height: 3,
  durationMs: null,
  state: 'kept',
  reason: null,
  tries: 0,
  nextTryAt: null,
  url: '/api/v1/files/f1',
  previewUrl: null,
} as const

test('U1: what was written is read again after a reload', () => {
  expect(readItem(nameOf(entry), JSON.stringify(entry))).toEqual([entry])
  const toAnna = { ...entry, mention: { lineId: 'l1', name: 'Anna' } }
  expect(readItem(nameOf(toAnna), JSON.stringify(toAnna))).toEqual([toAnna])
  const inParts = { ...entry, more: ['Bring the bike.', 'And a lock.'] }
  expect(readItem(nameOf(inParts), JSON.stringify(inParts))).toEqual([inParts])
  const withPicture = { ...entry, text: '', files: [PICTURE] }
  expect(readItem(nameOf(withPicture), JSON.stringify(withPicture))).toEqual([withPicture])
  const offers: readonly Offer[] = [
    { kind: 'quick-replies', replies: ['Yes', 'No'] },
    {
      kind: 'buttons',
      buttons: [
        { does: 'open', title: 'See it', url: 'https://shop.example/' },
        { does: 'answer', title: 'No' },
      ],
    },
    { kind: 'cards', cards: [{ title: 'Seat', subtitle: 'Folds', buttons: [{ does: 'call', title: 'Call', phone: '+46855501147' }] }] },
  ]
  for (const offer of offers) {
    const offering = { ...entry, offer }
    expect(readItem(nameOf(offering), JSON.stringify(offering))).toEqual([offering])
  }
  const refused = { ...entry, refusal: 'This ticket is closed.' }
  expect(readItem(nameOf(refused), JSON.stringify(refused))).toEqual([refused])
})

test('U1: entries that 0.1.0 left behind are read, and sent as they were asked for', () => {
  const { askedAt: _none, refusal: _neither, files: _nor, more: _none_of_them, ...old } = entry
  expect(readItem(OUTBOX, JSON.stringify([old, { ...old, key: 'a2', refusal: 'No.' }]))).toEqual([
    { ...entry, askedAt: entry.writtenAt },
    { ...entry, key: 'a2', askedAt: entry.writtenAt, refusal: 'No.' },
  ])
})

test('what is answered outlives a reload; where it cannot be read the text is not sent to somebody else', () => {
  const answering = { threadId: 'th', lineId: 'l' }
  expect(readItem(nameOf(entry), JSON.stringify({ ...entry, answering }))).toEqual([{ ...entry, answering }])
  expect(readItem(nameOf(entry), JSON.stringify({ ...entry, answering: { threadId: 7 } }))).toBeUndefined()
})

test.each([
  ['cut short', '{"key":"a1","text":"Yes, on Mon'],
  ['empty', ''],
  ['a number', '7'],
  ['without its text', JSON.stringify({ ...entry, text: undefined })],
  ['of a mode that does not exist', JSON.stringify({ ...entry, mode: 'loud' })],
  ['with a file that is none', JSON.stringify({ ...entry, files: [{ name: 'oak.jpg' }] })],
  ['mentioning nobody', JSON.stringify({ ...entry, mention: { lineId: 'l1' } })],
  ['without a time', JSON.stringify({ ...entry, writtenAt: 'yesterday' })],
  ['under the name of another person', JSON.stringify({ ...entry, memberId: 'm2' })],
])('U1: an item that is %s is told as unreadable and stops nothing', (_what, item) => {
  expect(readItem(nameOf(entry), item)).toBeUndefined()
})

test('U1: one damaged entry of 0.1.0 leaves the whole item as it was, so that nothing is dropped', () => {
  expect(readItem(OUTBOX, JSON.stringify([entry, { key: 'a2' }]))).toBeUndefined()
  expect(readItem(OUTBOX, '{')).toBeUndefined()
})

test('P6: what was written as human agent is never read as anything else, and what is read as nothing known is not sent', () => {
  const asAgent = { ...entry, replyMode: 'human-agent' } as const
  expect(readItem(nameOf(asAgent), JSON.stringify(asAgent))).toEqual([asAgent])
  const { replyMode: _none, ...older } = entry
  expect(readItem(nameOf(entry), JSON.stringify(older))).toEqual([entry])
  expect(readItem(nameOf(entry), JSON.stringify({ ...entry, replyMode: 'megaphone' }))).toBeUndefined()
})
