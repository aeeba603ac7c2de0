import { expect, test } from 'vitest'
import { isFinal, mayChangeStatus, onCustomerMessage, onReply, onWork, TICKET_STATUSES } from './status.ts'

test.each([
  [undefined, 'new-ticket'],
  ['new', 'new'],
  ['open', 'open'],
  ['pending', 'open'],
  ['on-hold', 'open'],
  ['solved', 'open'],
  ['closed', 'new-ticket'],
  ['deleted', 'new-ticket'],
  ['spam', 'spam'],
] as const)('a customer writes to a ticket that is %s: %s', (before, after) => {
  const effect = onCustomerMessage(before)
  expect(effect.kind === 'append' ? effect.status : effect.kind).toBe(after)
})

test.each([
  ['new', 'pending'],
  ['open', 'pending'],
  ['pending', 'pending'],
  ['on-hold', 'pending'],
  ['solved', 'pending'],
  ['spam', 'spam'],
  ['closed', 'closed'],
  ['deleted', 'deleted'],
] as const)('we answer a ticket that is %s: %s', (before, after) => {
  expect(onReply(before)).toBe(after)
})

test('any work opens a new ticket and leaves the others', () => {
  expect(TICKET_STATUSES.map(onWork)).toEqual(['open', 'open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted'])
})

test('only what is closed or deleted takes no more replies', () => {
  expect(TICKET_STATUSES.filter(isFinal)).toEqual(['closed', 'deleted'])
})

test('nobody can make a ticket new again, and closed is for good', () => {
  expect(TICKET_STATUSES.some((from) => mayChangeStatus(from, 'new'))).toBe(false)
  expect(TICKET_STATUSES.some((to) => mayChangeStatus('closed', to))).toBe(false)
  expect(mayChangeStatus('deleted', 'open')).toBe(true)
})
