import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, MESSAGE_STATES } from './state.ts'

test('every order of answer, delivery and read ends in read', () => {
  const news = fc.shuffledSubarray(['sent', 'delivered', 'read'] as const, { minLength: 3 })
  fc.assert(fc.property(news, (order) => order.reduce(advance, 'sending') === 'read'))
})

test('a message that was read never goes back', () => {
  expect(MESSAGE_STATES.map((news) => advance('read', news))).toEqual(MESSAGE_STATES.map(() => 'read'))
})

test('an unconfirmed message is settled by its echo and never queued again', () => {
  expect(advance('unconfirmed', 'sent')).toBe('sent')
  expect(advance('unconfirmed', 'queued')).toBe('unconfirmed')
})
