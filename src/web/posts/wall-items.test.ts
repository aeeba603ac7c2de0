import { expect, test } from 'vitest'
import type { PostRow } from '../api/types.ts'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import type { OutboxEntry } from '../conversation/outbox-item.ts'
import type { HeldThread } from './thread-pages.ts'
import { notesBelow, postItems, threadItems } from './wall-items.ts'

const said = (id: string, by: 'customer' | 'our' = 'customer', takenBackAt: string | null = null) =>
  ({ line: `${by}-message`, id, takenBackAt }) as MessageLine
const thread = (lines: readonly MessageLine[], rest: Partial<HeldThread> = {}): HeldThread => ({
  ticket: { id: 't1', number: 1, status: 'open', assignee: null, isOfWholePost: false },
  unansweredCount: 0,
  lines: [...lines],
  lineCount: lines.length,
  ...rest,
})
const row = (postId: string) => ({ channelId: 'c', postId }) as PostRow
const shown = (held: HeldThread) =>
  threadItems([held], []).flatMap((item) => (item.kind === 'line' ? [`${item.key}${item.isUnanswered ? '!' : ''}`] : [item.kind]))

test('of what customers said the last wait, as many as the desk counts; what they deleted does not', () => {
  const lines = [said('a'), said('b', 'our'), said('c'), said('d', 'customer', '2026-11-29T10:00:00Z'), said('e')]
  expect(shown(thread(lines, { unansweredCount: 2 }))).toEqual(['a', 'b', 'c!', 'd', 'e!'])
  expect(shown(thread(lines, { unansweredCount: 9 }))).toEqual(['a!', 'b', 'c!', 'd', 'e!'])
})

test('answers that are not shown are counted between the comment and those that are', () => {
  expect(shown(thread([said('a'), said('z', 'our')], { lineCount: 42 }))).toEqual(['a', 'earlier', 'z'])
})

test('what is on its way stands below its thread, and below no other', () => {
  const entry = { key: 'k', ticketId: 't1' } as OutboxEntry
  const other = thread([said('x')], { ticket: null })
  expect(threadItems([thread([said('a')]), other], [entry]).map(({ key }) => key)).toEqual(['a', 'k', 'x'])
})

test('what is said stands below the open post; a post that the list has not got stands before it', () => {
  const below = threadItems([thread([said('a')])], [])
  const kinds = (postId: string) => postItems([row('p1'), row('p2')], { post: row(postId), below }).map(({ kind }) => kind)
  expect(kinds('p1')).toEqual(['post', 'whole-post', 'line', 'post'])
  expect(kinds('p9')).toEqual(['whole-post', 'line', 'post', 'post'])
  expect(postItems([row('p1')], undefined)).toHaveLength(1)
})

test.each([
  [{ count: undefined, isFailed: false, hasMore: false }, ['loading']],
  [{ count: undefined, isFailed: true, hasMore: false }, ['failed']],
  [{ count: 50, isFailed: false, hasMore: true }, ['more']],
  [{ count: 0, isFailed: false, hasMore: false }, ['none']],
  [{ count: 3, isFailed: false, hasMore: false }, []],
])('below %o stands %o', (held, notes) => {
  expect(notesBelow('threads', held).map((item) => item.kind === 'note' && item.note)).toEqual(notes)
})

test('of a thousand threads those that did not change are the same items after a change', () => {
  const threads = Array.from({ length: 1000 }, (_, index) => thread([said(`t${index}`)]))
  const before = threadItems(threads, [])
  const after = threadItems(threads.with(500, thread([said('t500'), said('answer', 'our')])), [])
  expect(after.filter((item) => !before.includes(item)).map(({ key }) => key)).toEqual(['t500', 'answer'])
})
