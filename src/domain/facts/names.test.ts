import { expect, test } from 'vitest'
import type { Fact } from './fact.ts'
import { nameOf } from './names.ts'

const about = { channel: undefined, time: { own: undefined, envelope: undefined }, piece: { place: 'messaging', item: {}, reader: 1 } }
const subject = { kind: 'direct', personId: '7001' } as const
const on = { ...about, subject, thing: 'comment', externalId: '1_2' } as const

test.each<[string, Fact]>([
  ['comment.removed', { ...on, act: 'removed' }],
  ['comment.reacted', { ...on, act: 'reacted', by: '7001', reaction: { name: 'love', emoji: undefined } }],
  ['message.edited', { ...on, thing: 'message', act: 'edited', text: 'hi' }],
  ['receipt.delivered', { ...about, act: 'delivered', subject, upTo: undefined, externalIds: ['m_1'] }],
  ['receipt.read', { ...about, act: 'read', subject, upTo: new Date(0), externalIds: [] }],
  ['note.referral', { ...about, act: 'noted', note: { what: 'referral' }, subject, rest: undefined }],
  ['channel.test', { ...about, act: 'told-channel', what: 'test', label: 'messages' }],
  ['not-understood', { ...about, act: 'not-understood', label: 'reaction', subject, about: undefined }],
])('%s', (name, fact) => {
  expect(nameOf(fact)).toBe(name)
})
