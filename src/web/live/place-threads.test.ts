import { expect, test } from 'vitest'
import type { Line, Ticket } from '../api/types.ts'
import type { ThreadPages } from '../posts/thread-pages.ts'
import { beginThread, placeThread, placeWhole, type ThreadNews } from './place-threads.ts'

const line = (id: string, minute: number, text = id) =>
  ({ line: 'customer-message', id, ticketId: 't1', occurredAt: `2026-11-29T10:0${minute}:00Z`, text }) as Line
const held: ThreadPages = {
  pageParams: [undefined],
  pages: [
    {
      nextCursor: null,
      threads: [
        {
          ticket: { id: 't1', number: 1, status: 'new', assignee: null, isOfWholePost: false },
          unansweredCount: 2,
          lines: [line('a', 1), line('b', 5)],
          lineCount: 9,
        },
        {
          ticket: { id: 't3', number: 3, status: 'new', assignee: null, isOfWholePost: true },
          unansweredCount: 1,
          lines: [{ ...line('p', 1), ticketId: 't3' }],
          lineCount: 1,
        },
        { ticket: null, unansweredCount: 0, lines: [{ ...line('z', 1), ticketId: 't9' }], lineCount: 1 },
      ],
    },
  ],
}
const hear = (news: Partial<ThreadNews>) => {
  const placed = placeThread(held, { ticketId: 't1', ticket: undefined, lines: [], goneId: undefined, ...news })
  return placed === 'untold' ? placed : placed.pages[0]?.threads[0]
}
const idsOf = (thread: ReturnType<typeof hear>) => (thread === 'untold' ? thread : thread?.lines.map(({ id }) => id))

test('a line that changed stands in its place, and the others are untouched', () => {
  const thread = hear({ lines: [line('b', 5, 'edited')] })
  expect(thread).toMatchObject({ lines: [{ id: 'a' }, { id: 'b', text: 'edited' }], lineCount: 9, unansweredCount: 2 })
})

test('an answer that came stands at the end, and is counted', () => {
  expect(hear({ lines: [line('c', 7)] })).toMatchObject({ lineCount: 10 })
  expect(idsOf(hear({ lines: [line('c', 7)] }))).toEqual(['a', 'b', 'c'])
})

test('what is older than what is shown, and what only colleagues see, is not put there', () => {
  expect(idsOf(hear({ lines: [line('old', 2), { ...line('note', 8), line: 'internal-comment' } as Line] }))).toEqual(['a', 'b'])
})

test('a line that is no more goes', () => {
  expect(hear({ goneId: 'b' })).toMatchObject({ lines: [{ id: 'a' }], lineCount: 8 })
})

test('how its ticket stands comes with the news', () => {
  const assignee = { memberId: 'm1', name: 'Maja Holm' }
  const ticket = { id: 't1', number: 1, status: 'pending', assignee, unansweredCount: 0 } as Ticket
  expect(hear({ ticket })).toMatchObject({ ticket: { status: 'pending', assignee }, unansweredCount: 0 })
})

test('news of an earlier ticket of the thread do not bring it back', () => {
  const earlier = { id: 't0', number: 0, status: 'closed', unansweredCount: 0 } as Ticket
  expect(hear({ ticket: earlier, lines: [] })).toMatchObject({ ticket: { id: 't1', status: 'new' }, unansweredCount: 2 })
})

test('of a thread that is not held only the desk knows where it stands', () => {
  expect(hear({ ticketId: 't7', lines: [line('c', 7)] })).toBe('untold')
  expect(placeThread(held, { ticketId: 't9', ticket: undefined, lines: [], goneId: undefined })).not.toBe('untold')
})

test('which thread news of a whole post are of only the desk knows', () => {
  expect(hear({ ticket: { id: 't1', number: 1, wholePost: { text: 'Sale' } } as Ticket })).toBe('untold')
  expect(hear({ ticketId: 't3', lines: [line('c', 7)] })).toBe('untold')
})

const begun = (minute: number, rest: object = {}) => {
  const lines = [{ ...line('new', minute), ticketId: 't7', quote: null, ...rest } as Line]
  const ticket = { id: 't7', number: 7, status: 'new', unansweredCount: 1, wholePost: null, channel: { id: 'c', name: 'A Page' } } as Ticket
  const placed = beginThread(held, { ticketId: 't7', ticket, lines, goneId: undefined })
  return placed === 'untold' ? placed : placed.pages[0]?.threads.map(({ ticket: of }) => of?.id)
}

test('a thread that has just begun stands before all others, without fetching them anew', () => {
  expect(begun(9)).toEqual(['t7', 't1', 't3', undefined])
})

test('what answers something, or is older than the newest, only the desk can place', () => {
  expect(begun(9, { quote: {} })).toBe('untold')
  expect(begun(0)).toBe('untold')
})

const whole = (id: string, minute: number, rest: object = {}): Parameters<typeof placeWhole>[1] => ({
  kind: 'comments',
  postId: '900',
  channel: { id: 'c', name: 'A Page' },
  ticket: null,
  unansweredCount: 0,
  lines: [{ ...line(id, minute), ticketId: null } as Line],
  lineCount: 1,
  ...rest,
})
const ordered = (nextCursor: string | null): ThreadPages => ({
  pageParams: [undefined, 'x'],
  pages: [
    { threads: [whole('f', 8), whole('e', 6)], nextCursor: 'x' },
    { threads: [whole('d', 4)], nextCursor },
  ],
})
const placedIn = (
  pages: ThreadPages,
  news: ReturnType<typeof whole>,
  list: 'newest first' | 'unanswered first' | 'of others' = 'newest first',
) => {
  const placed = placeWhole(pages, news, list === 'of others' ? undefined : { isNewestFirst: list === 'newest first' })
  return placed === 'untold' ? placed : placed.pages.map(({ threads }) => threads.map(({ lines }) => lines[0]?.id))
}

test('a thread that is told whole takes its place, with the ticket that it has got', () => {
  const ticket = { id: 't5', number: 5, status: 'new' } as const
  const placed = placeWhole(ordered('y'), whole('e', 6, { ticket, lines: [line('e', 6), line('e2', 9)], lineCount: 2 }), {
    isNewestFirst: false,
  })
  expect(placed === 'untold' ? placed : placed.pages[0]?.threads[1]).toMatchObject({ ticket, lineCount: 2 })
})

test.each([
  ['before all others', 9, [['new', 'f', 'e'], ['d']]],
  [
    'between two pages',
    5,
    [
      ['f', 'e'],
      ['new', 'd'],
    ],
  ],
  ['nowhere, after all that is held while there is more', 1, [['f', 'e'], ['d']]],
])('a thread that is told whole and is not held stands %s', (_where, minute, expected) => {
  expect(placedIn(ordered('y'), whole('new', minute))).toEqual(expected)
})

test('after all that is held it stands where nothing comes after it', () => {
  expect(placedIn(ordered(null), whole('new', 1))).toEqual([
    ['f', 'e'],
    ['d', 'new'],
  ])
})

test('of one moment, or in another order, only the desk can place it; in a list of others it does not stand', () => {
  expect(placedIn(ordered('y'), whole('new', 6))).toBe('untold')
  expect(placedIn(ordered('y'), whole('new', 7), 'unanswered first')).toBe('untold')
  expect(placedIn(ordered('y'), whole('new', 7), 'of others')).toEqual([['f', 'e'], ['d']])
})
