import { expect, test } from 'vitest'
import { statusOf, type Decision } from './effect.ts'
import { effectOf } from './routing.ts'
import { isFinal, mayChangeStatus, onWork, TICKET_STATUSES, type TicketStatus } from './status.ts'

const NOTHING = { unanswered: 0, askedArrival: undefined, answeredArrival: undefined, answeredElsewhereAt: undefined }
const decided = (status: TicketStatus): Decision => ({ status, at: status === 'new' ? undefined : new Date(1000), arrival: 1 })
const written = { by: 'customer', at: new Date(2000) } as const

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
  const decision = before && decided(before)
  const effect = effectOf(written, { last: decision, isOn: true })
  const status = decision && statusOf(decision, { ...NOTHING, unanswered: 1, askedArrival: 2 })
  expect(effect === 'joins' ? status : effect).toBe(after)
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
  expect(statusOf(decided(before), { ...NOTHING, answeredArrival: 2 })).toBe(after)
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
