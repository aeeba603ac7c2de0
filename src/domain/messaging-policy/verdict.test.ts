import { expect, test } from 'vitest'
import { REACH, type SubjectKind } from '../conversations/subject.ts'
import { TICKET_STATUSES } from '../tickets/status.ts'
import { windowAfter } from './reply-window.ts'
import { verdictOn, type Asked } from './verdict.ts'

const at = (time: string) => new Date(time)
const asked = at('2026-11-24T14:10:00Z')
const ends = at('2026-11-25T14:10:00Z')
const PERSON = { kind: 'person', mayReply: true } as const
const EMPLOYEE = { kind: 'person', mayReply: false } as const
const AUTOMATION = { kind: 'automation' } as const
const open: Omit<Asked, 'now'> = {
  act: 'say',
  by: PERSON,
  subject: 'direct',
  ticket: 'open',
  channel: 'connected',
  window: windowAfter(undefined, asked, 'message'),
}
const verdict = (differs: Partial<Asked>, now: string) => verdictOn({ ...open, now: at(now), ...differs })

test.each<[string, Partial<Asked>, string, string]>([
  ['an agent, while the window is open', {}, '2026-11-25T12:00:00Z', 'may'],
  ['an agent, a millisecond before its end', {}, '2026-11-25T14:09:59.999Z', 'may'],
  ['an agent, on the stroke of its end', {}, '2026-11-25T14:10:00Z', 'window-closed'],
  ['an agent, a millisecond after its end', {}, '2026-11-25T14:10:00.001Z', 'window-closed'],
  ['an agent, in the very moment in which the customer wrote', {}, '2026-11-24T14:10:00Z', 'may'],
  ['an agent, to a person who never wrote', { window: undefined }, '2026-11-25T12:00:00Z', 'never-opened'],
  ['an agent, through a disconnected Page', { channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'disconnected'],
  ['an agent, while Facebook is switched off', { channel: 'switched-off' }, '2026-11-25T12:00:00Z', 'switched-off'],
  ['an agent, in a closed ticket', { ticket: 'closed' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an agent, in a deleted ticket', { ticket: 'deleted' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an internal employee, however open the window is', { by: EMPLOYEE }, '2026-11-25T12:00:00Z', 'role'],
  ['a dead Page whose window is over too: the Page', { channel: 'disconnected' }, '2026-11-26T12:00:00Z', 'disconnected'],
  ['a closed ticket of a dead Page: the ticket', { ticket: 'closed', channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an internal employee in a closed ticket: the role', { by: EMPLOYEE, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'role'],
  ['what nobody can do there, by whomever: the place', { act: 'hide', by: EMPLOYEE, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'not-here'],
  ['an automation, a millisecond before the end', { by: AUTOMATION }, '2026-11-25T14:09:59.999Z', 'may'],
  ['an automation, on the stroke of the end', { by: AUTOMATION }, '2026-11-25T14:10:00Z', 'window-closed'],
  ['an automation, in a closed ticket', { by: AUTOMATION, ticket: 'closed' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['what was said before the ticket was closed, at its call', { ticket: undefined }, '2026-11-25T14:09:59.999Z', 'may'],
  ['the same, too late', { ticket: undefined }, '2026-11-25T14:10:00Z', 'window-closed'],
  ['the same, through a Page that died meanwhile', { ticket: undefined, channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'disconnected'],
])('U5: %s', (_who, differs, now, kind) => {
  expect(verdict(differs, now).kind).toBe(kind)
})

test('U5: the verdict names the moment it ends, or ended', () => {
  expect(verdict({}, '2026-11-25T12:00:00Z')).toEqual({ kind: 'may', until: ends })
  expect(verdict({}, '2026-11-26T12:00:00Z')).toEqual({ kind: 'window-closed', since: ends })
})

test('U5: only closed and deleted tickets end the writing', () => {
  const over = TICKET_STATUSES.filter((ticket) => verdictOn({ ...open, ticket, now: asked }).kind !== 'may')
  expect(over).toEqual(['closed', 'deleted'])
})

test('B16: a ticket that is over ends what is said, in public and in private, and no other act', () => {
  const acts = REACH.comments.acts
  for (const ticket of TICKET_STATUSES) {
    const over = acts.filter((act) => verdictOn({ ...open, act, subject: 'comments', ticket, now: asked }).kind !== 'may')
    expect(over).toEqual(ticket === 'closed' || ticket === 'deleted' ? ['say', 'say-privately'] : [])
  }
})

test('only private messages with a person end by the clock', () => {
  const kinds = Object.keys(REACH) as SubjectKind[]
  const years = '2030-01-01T00:00:00Z'
  expect(kinds.filter((subject) => verdict({ subject, window: undefined }, years).kind !== 'may')).toEqual(['direct'])
  expect(verdict({ subject: 'comments', window: undefined }, years)).toEqual({ kind: 'may', until: undefined })
})
