import { expect, test } from 'vitest'
import type { Line } from '../api/types.ts'
import { answeringIn, threadsOf } from './threads-of.ts'

const said = (id: string, threadId: string, rest: object = {}) =>
  ({ line: 'customer-message', id, threadId, ticketId: 't', takenBackAt: null, author: { name: `By ${id}` }, ...rest }) as unknown as Line
const ours = (id: string, threadId: string, state = 'sent') => said(id, threadId, { line: 'our-message', state })
const note = { line: 'internal-comment', id: 'note', ticketId: 't' } as unknown as Line

const shown = (lines: readonly Line[]) =>
  threadsOf(lines).map((piece) =>
    piece.kind === 'line' ? piece.line.id : [piece.thread.isWaiting, ...piece.thread.lines.map(({ id }) => id)].join(' '),
  )

test('each thread stands together, where it was written in last; what is said in none stands between them', () => {
  expect(shown([said('a', '1'), said('b', '2'), note, said('c', '1')])).toEqual(['true b', 'note', 'true a c'])
})

test('one that was answered waits no more, and the other does', () => {
  expect(shown([said('a', '1'), said('b', '2'), ours('c', '1')])).toEqual(['true b', 'false a c'])
})

test('an answer that Facebook has not got is none, and what was deleted asks nothing', () => {
  expect(shown([said('a', '1'), ours('c', '1', 'failed')])).toEqual(['true a c'])
  expect(shown([said('a', '1'), ours('b', '1'), said('c', '1', { takenBackAt: 'then' })])).toEqual(['false a b c'])
})

test('one answers by what was said last in the very ticket, and says whose comment it is', () => {
  const lines = [said('a', '1', { ticketId: 'earlier' }), said('b', '1'), ours('c', '1')]
  expect(answeringIn(lines, 't')).toMatchObject({ threadId: '1', lineId: 'c', name: 'By a', asked: { id: 'b' } })
  expect(answeringIn(lines, 'another')).toBeUndefined()
})
