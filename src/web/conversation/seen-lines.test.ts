import { expect, test } from 'vitest'
import { noteShown, noteThreadShown, noteWriting, takeSeen } from './seen-lines.ts'

const line = (id: string) => ({ id, line: 'customer-message' }) as const

test('a text is written to what stood there when it was last changed, and not to what came before it was sent', () => {
  noteShown('t1', [line('a')])
  noteWriting('t1')
  noteShown('t1', [line('a'), line('b')])
  expect(takeSeen('t1')).toEqual(['a'])
  noteShown('t1', [line('a'), line('b')])
  noteWriting('t1')
  expect(takeSeen('t1')).toEqual(['a', 'b'])
})

test('a draft of last week is written to what one reads before sending it', () => {
  noteShown('t2', [line('a'), { id: 'x', line: 'status-change' }])
  expect(takeSeen('t2')).toEqual(['a'])
})

test('of a ticket that no screen shows nothing was seen', () => {
  noteWriting('t3')
  expect(takeSeen('t3')).toBeUndefined()
})

test('in a thread outside its ticket one sees what is said there, and what was commented internally only if the ticket showed it', () => {
  noteThreadShown('t4', [line('a')])
  expect(takeSeen('t4')).toEqual(['a'])
  noteShown('t4', [line('a'), { id: 'i', line: 'internal-comment' }, line('b')])
  noteThreadShown('t4', [line('a')])
  expect(takeSeen('t4')).toEqual(['a', 'i'])
})
