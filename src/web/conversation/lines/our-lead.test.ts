import { expect, test } from 'vitest'
import { MESSAGE_STATES } from '#domain/acts/state.ts'
import { ourLead } from './our-lead.ts'

const anna = { kind: 'member', id: 'anna', name: 'Anna Lindqvist' } as const
const LEADS = {
  queued: ['Queued', 'faint'],
  sending: ['Sending', 'faint'],
  sent: ['You', 'faint'],
  delivered: ['You', 'faint'],
  read: ['You', 'faint'],
  failed: ['Not sent', 'bad'],
  unconfirmed: ['Unconfirmed', 'warn'],
} as const

test.each(MESSAGE_STATES)('a row says of our last message that is %s what is true of it', (state) => {
  const { word, tone } = ourLead({ state, author: anna }, 'anna')
  expect([word, tone]).toEqual(LEADS[state])
})

test('a colleague is named once the message is sent', () => {
  expect(ourLead({ state: 'sent', author: anna }, 'bea').word).toBe('Anna')
  expect(ourLead({ state: 'queued', author: anna }, 'bea').word).toBe('Queued')
})
