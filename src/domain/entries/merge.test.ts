import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UserId } from '../ids.ts'
import { wordsAlone, type Content } from './content.ts'
import { editedText } from './edits.ts'
import { unheard, type Entry } from './entry.ts'
import { merge, type EntryNews } from './merge.ts'
import type { Part } from './part.ts'

const at = (second: number): Date => new Date(second * 1000)

const moment = fc.nat(4).map(at)
const content: fc.Arbitrary<Content> = fc.record({
  text: fc.constantFrom('', 'hi', 'hello'),
  parts: fc.subarray<Part>([
    { kind: 'file', what: 'picture', url: 'https://cdn.example/1.jpg' },
    { kind: 'location', latitude: 1, longitude: 2 },
  ]),
  repliesTo: fc.option(fc.constantFrom('m_8', 'm_9'), { nil: undefined }),
  asides: fc.constant(undefined),
  unread: fc.option(fc.record({ label: fc.constantFrom('postback', 'sticker'), raw: fc.constant({}), reader: fc.nat(2) }), {
    nil: undefined,
  }),
})
/** Also the same with its members in another order, as a database gives it back. */
const partsOfEdit = fc.constantFrom<readonly Part[]>(
  [],
  [{ kind: 'file', what: 'picture', url: 'https://cdn.example/1.jpg' }],
  [{ url: 'https://cdn.example/2.jpg', what: 'picture', kind: 'file' }],
  [{ kind: 'file', what: 'picture', url: 'https://cdn.example/2.jpg' }],
)
const author = fc.constantFrom<Extract<EntryNews, { act: 'added' }>['author']>(
  { kind: 'client' },
  { kind: 'page', appId: '1', appName: undefined, mark: undefined },
  { kind: 'page', appId: '2', appName: undefined, mark: undefined },
)
const news: fc.Arbitrary<EntryNews> = fc.oneof(
  fc.record({ act: fc.constant('added' as const), at: moment, author, content }),
  fc.record({
    act: fc.constant('edited' as const),
    at: moment,
    text: fc.constantFrom('hi', 'hello'),
    parts: fc.option(partsOfEdit, { nil: undefined }),
  }),
  fc.record({ act: fc.constantFrom('removed', 'hidden', 'unhidden', 'delivered'), at: moment }),
  fc.record({
    act: fc.constant('reacted' as const),
    at: moment,
    by: fc.constantFrom('7001', '7002'),
    reaction: fc.option(fc.record({ name: fc.constantFrom('love', 'wow'), emoji: fc.constantFrom('❤', undefined) }), { nil: undefined }),
  }),
)

const ours: Entry = {
  ...unheard('message', undefined),
  author: { kind: 'member', userId: 'u' as UserId },
  writtenAt: at(3),
  content: { value: wordsAlone('ours'), at: at(3) },
}

function mergeAll(entry: Entry, all: readonly EntryNews[]): Entry {
  return all.reduce(merge, entry)
}

test.each([
  ['somebody said', unheard('message', 'm_1')],
  ['we sent', ours],
])('any order and any repetition of news leads to the same entry of what %s', (_what, entry) => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 7 }), fc.infiniteStream(fc.nat()), (all, dice) => {
      const twice = [...all, ...all].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      expect(
        mergeAll(
          entry,
          twice.map(({ one }) => one),
        ),
      ).toEqual(mergeAll(entry, all))
    }),
    { numRuns: 3000 },
  )
})

test('the same object comes back when nothing is new', () => {
  fc.assert(
    fc.property(fc.array(news, { minLength: 1, maxLength: 7 }), (all) => {
      const entry = mergeAll(unheard('message', 'm_1'), all)
      expect(all.every((one) => merge(entry, one) === entry)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('an edit leaves what was said first, and stands beside it whichever came first', () => {
  const added: EntryNews = { act: 'added', author: { kind: 'client' }, content: wordsAlone('ten'), at: at(1) }
  const edits: EntryNews[] = [
    { act: 'edited', text: 'twelve', at: at(3) },
    { act: 'edited', text: 'eleven', at: at(2) },
  ]
  for (const all of [
    [added, ...edits],
    [...edits, added],
  ]) {
    const entry = mergeAll(unheard('message', 'm_1'), all)
    expect([entry.content?.value.text, editedText(entry.edits)]).toEqual(['ten', 'twelve'])
  }
})

test('what the last edit brought stands beside the words, whichever came first, and what was there first stays on record', () => {
  const picture = (n: number): Part => ({ kind: 'file', what: 'picture', url: `https://cdn.example/${n}.jpg` })
  const added: EntryNews = { act: 'added', author: { kind: 'client' }, content: { ...wordsAlone('look'), parts: [picture(1)] }, at: at(1) }
  const edits: EntryNews[] = [
    { act: 'edited', text: 'look', parts: [picture(3)], at: at(3) },
    { act: 'edited', text: 'look', parts: [picture(2)], at: at(2) },
    { act: 'edited', text: 'look here', at: at(4) },
  ]
  for (const all of [
    [added, ...edits],
    [...edits, added],
  ]) {
    const entry = mergeAll(unheard('comment', '1'), all)
    expect([entry.content?.value.parts, entry.partsNow?.value]).toEqual([[picture(1)], [picture(3)]])
  }
})

test('an echo gives what we sent the time of Facebook, and leaves its words', () => {
  const added: EntryNews = {
    act: 'added',
    author: { kind: 'page', appId: undefined, appName: undefined, mark: undefined },
    content: wordsAlone('as Facebook has it'),
    at: at(5),
  }
  expect(merge(ours, added)).toEqual({ ...ours, writtenAt: at(5), echoedAt: at(5) })
})
