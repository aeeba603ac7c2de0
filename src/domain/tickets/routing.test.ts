import { expect, test } from 'vitest'
import type { Decision } from './effect.ts'
import { beginningOf, effectOf, opensTickets, placeUnderPost, SWITCHED_KINDS, type Said } from './routing.ts'

const at = (second: number): Date => new Date(second * 1000)
const customer = (second: number): Said => ({ by: 'customer', at: at(second) })
const us = (second: number): Said => ({ by: 'us', at: at(second) })

test('a private message to a Page is for the first group and says where it came from', () => {
  expect(beginningOf('facebook', 'direct')).toEqual({ groupName: 'Support team', tags: ['Facebook:Direct'] })
})

test('each kind of conversation has a tag of its own', () => {
  const tags = (['direct', 'comments', 'post', 'mention', 'review', 'website'] as const).map(
    (kind) => beginningOf('facebook', kind).tags[0],
  )
  expect(new Set(tags).size).toBe(tags.length)
})

test.each<[string, Said, Pick<Decision, 'status' | 'at'> | undefined, string]>([
  ['the first message of all', customer(1), undefined, 'new-ticket'],
  ['an answer elsewhere where there is no ticket', us(1), undefined, 'waits'],
  ['a message to a solved ticket', customer(4), { status: 'solved', at: at(3) }, 'joins'],
  ['a message after the ticket was closed', customer(4), { status: 'closed', at: at(3) }, 'new-ticket'],
  ['a message after the ticket was deleted', customer(4), { status: 'deleted', at: at(3) }, 'new-ticket'],
  ['a message from before the closing that arrives after it', customer(2), { status: 'closed', at: at(3) }, 'joins'],
  ['a message from the moment of the closing', customer(3), { status: 'closed', at: at(3) }, 'joins'],
  ['an answer elsewhere after the closing', us(4), { status: 'closed', at: at(3) }, 'joins'],
])('%s goes where it belongs', (_what, one, last, effect) => {
  expect(effectOf(one, { last, isOn: true })).toBe(effect)
})

test.each<[string, Said, Pick<Decision, 'status' | 'at'> | undefined, string]>([
  ['the first message of all', customer(1), undefined, 'waits'],
  ['a message to a solved ticket', customer(4), { status: 'solved', at: at(3) }, 'joins'],
  ['a message from before the closing that arrives after it', customer(2), { status: 'closed', at: at(3) }, 'joins'],
  ['a message after the ticket was closed', customer(4), { status: 'closed', at: at(3) }, 'waits'],
  ['an answer elsewhere in a solved ticket', us(4), { status: 'solved', at: at(3) }, 'joins'],
  ['an answer elsewhere after the closing', us(4), { status: 'closed', at: at(3) }, 'waits'],
])('where the kind is switched off %s opens nothing, and a ticket that is there goes on', (_what, one, last, effect) => {
  expect(effectOf(one, { last, isOn: false })).toBe(effect)
})

test('each kind of what everybody reads has a switch of its own, and private messages have none', () => {
  const kinds = ['direct', 'comments', 'post', 'mention', 'review', 'website'] as const
  const opening = (off: readonly (typeof SWITCHED_KINDS)[number][]) => kinds.filter((kind) => opensTickets(kind, new Set(off)))
  expect(opening([])).toEqual(kinds)
  expect(opening(['comment'])).toEqual(['direct', 'post', 'mention', 'review', 'website'])
  expect(opening(['post'])).toEqual(['direct', 'comments', 'mention', 'review', 'website'])
  expect(opening(SWITCHED_KINDS)).toEqual(['direct', 'website'])
})

test.each([
  ['nothing', undefined, 'new-of-post'],
  ['a new one', 'new', 'joins'],
  ['one that was answered', 'pending', 'joins'],
  ['a solved one', 'solved', 'joins'],
  ['a closed one', 'closed', 'new-of-post'],
  ['a deleted one', 'deleted', 'new-of-post'],
  ['spam', 'spam', 'new-of-thread'],
] as const)('where %s is the last ticket of a post, a new thread under it goes where somebody looks', (_what, status, place) => {
  expect(placeUnderPost(status && { status })).toBe(place)
})
