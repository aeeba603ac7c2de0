import { expect, test } from 'vitest'
import { TICKET_STATUSES } from '../tickets/status.ts'
import { judgeWriting, type WritingCase } from './may-write.ts'
import { windowAfter } from './reply-window.ts'

const asked = new Date('2026-11-24T14:10:00Z')
const ends = new Date('2026-11-25T14:10:00Z')
const open: WritingCase = { mayReply: true, status: 'open', channel: 'connected', window: windowAfter(undefined, asked, 'message') }
const at = (time: string) => new Date(time)

test.each<[string, Partial<WritingCase>, string, string]>([
  ['an agent, while the window is open', {}, '2026-11-25T12:00:00Z', 'may-write'],
  ['an agent, a millisecond before its end', {}, '2026-11-25T14:09:59.999Z', 'may-write'],
  ['an agent, on the stroke of its end', {}, '2026-11-25T14:10:00Z', 'window-closed'],
  ['an agent, to a person who never wrote', { window: undefined }, '2026-11-25T12:00:00Z', 'never-opened'],
  ['an agent, through a disconnected Page', { channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'disconnected'],
  ['an agent, while Facebook is switched off', { channel: 'switched-off' }, '2026-11-25T12:00:00Z', 'switched-off'],
  ['an agent, in a closed ticket', { status: 'closed' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an agent, in a deleted ticket', { status: 'deleted' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an internal employee, however open the window is', { mayReply: false }, '2026-11-25T12:00:00Z', 'role'],
  ['a dead Page whose window is over too: the Page', { channel: 'disconnected' }, '2026-11-26T12:00:00Z', 'disconnected'],
  ['a closed ticket of a dead Page: the ticket', { status: 'closed', channel: 'disconnected' }, '2026-11-25T12:00:00Z', 'ticket-over'],
  ['an internal employee in a closed ticket: the role', { mayReply: false, status: 'closed' }, '2026-11-25T12:00:00Z', 'role'],
])('U5: %s', (_who, differs, now, kind) => {
  expect(judgeWriting({ ...open, ...differs }, at(now)).kind).toBe(kind)
})

test('U5: the verdict names the moment it ends, or ended', () => {
  expect(judgeWriting(open, at('2026-11-25T12:00:00Z'))).toEqual({ kind: 'may-write', until: ends })
  expect(judgeWriting(open, at('2026-11-26T12:00:00Z'))).toEqual({ kind: 'window-closed', since: ends })
})

test('U5: only closed and deleted tickets end the writing', () => {
  const over = TICKET_STATUSES.filter((status) => judgeWriting({ ...open, status }, asked).kind !== 'may-write')
  expect(over).toEqual(['closed', 'deleted'])
})
