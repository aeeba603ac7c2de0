import { expect, test } from 'vitest'
import type { Ticket } from '../api/types.ts'
import { writingOf } from './writing.ts'

const now = new Date('2026-11-25T11:00:00Z')
const ticket: Pick<Ticket, 'status' | 'channel' | 'window' | 'client'> = {
  status: 'open',
  channel: { id: 'c', name: 'Lindqvist Cycles', kind: 'facebook', state: 'connected' },
  window: { opensAt: '2026-11-24T14:10:00Z', closesAt: '2026-11-25T14:10:00Z', reason: 'message' },
  client: { id: 'p', name: 'Kiki Adeyemi', pictureUrl: null, isVip: false, externalId: '7012' },
}
const of = (differs: Partial<typeof ticket>, { mayReply = true, mayManage = false } = {}) =>
  writingOf({ ...ticket, ...differs }, { mayReply, mayManage, now })

test('U5: while one may write, the sentence says until when', () => {
  const { words, chip } = of({})
  expect(words.head).toMatch(/^You can reply until today \d+:10/u)
  expect(words.body).toBe('Each new message from Kiki starts another 24 hours.')
  expect(chip).toMatchObject({ level: 'soon', label: '3 h 10 min' })
})

test.each([
  ['a closed ticket', of({ status: 'closed' }), 'This ticket is closed', 'No replies'],
  ['a deleted ticket', of({ status: 'deleted' }), 'This ticket is deleted', 'No replies'],
  ['a dead Page', of({ channel: { ...ticket.channel, state: 'disconnected' } }), 'Lindqvist Cycles is disconnected', '3 h 10 min'],
  ['Facebook off', of({ channel: { ...ticket.channel, state: 'switched-off' } }), 'Facebook is switched off', '3 h 10 min'],
  ['an internal employee', of({}, { mayReply: false }), 'You can read and comment', '3 h 10 min'],
  ['a client who never wrote', of({ window: null }), 'Facebook does not let us write to Kiki yet', 'Not open yet'],
])('U5: for %s nothing says that one is free to write, though the window is open', (_what, { words, chip }, head, label) => {
  expect(words.head).toBe(head)
  expect(chip).toMatchObject({ level: 'closed', label })
})

test.each([
  ['disconnected', 'an administrator reconnects this Page', 'you reconnect this Page'],
  ['switched-off', 'an administrator switches the extension back on', 'you switch the extension back on'],
] as const)(
  'U27: what keeps a Page %s waits for an administrator, and they are told that it is them',
  (state, forAgents, forAdministrators) => {
    const differs = { channel: { ...ticket.channel, state } }
    expect(of(differs).words.body).toContain(`until ${forAgents}.`)
    expect(of(differs, { mayManage: true }).words.body).toContain(`until ${forAdministrators}.`)
  },
)
