import { expect, test } from 'vitest'
import { staleKeys } from './stale-keys.ts'

test('a message makes its ticket, its conversation and the lists stale', () => {
  const stale = staleKeys({ type: 'entry.added', ticketId: 't1' })
  expect(stale).toContainEqual(['ticket', 't1'])
  expect(stale).toContainEqual(['messages', 't1'])
  expect(stale).toContainEqual(['tickets'])
})

test('a channel that dies makes the tickets that use it stale too', () => {
  expect(staleKeys({ type: 'channel.disconnected', ticketId: undefined })).toContainEqual(['ticket'])
})

test('an event nobody foresaw makes everything stale', () => {
  expect(staleKeys({ type: 'something.new', ticketId: undefined })).toEqual([[]])
})
