import { expect, test } from 'vitest'
import { DeskProblem } from '../api/desk-problem.ts'
import { isTooOldToSend, judgeSending } from './judge-sending.ts'

const problem = (status: number, code: string, facts = {}) => DeskProblem.from({ code, title: 'Some words.', facts }, status)

test.each([
  ['the connection is gone', new TypeError('Failed to fetch'), 'unreachable'],
  ['nobody answers in time', new DOMException('timed out', 'TimeoutError'), 'unreachable'],
  ['the desk fails', problem(500, 'internal'), 'server-trouble'],
  ['the desk waits for its database', problem(503, 'unavailable'), 'server-trouble'],
  ['the desk asks to slow down', problem(429, 'too-many-requests'), 'server-trouble'],
  ['another tab sends the same text', problem(409, 'request-in-progress'), 'server-trouble'],
  ['a proxy answers in place of the desk', DeskProblem.from('<html>', 403), 'server-trouble'],
  ['the session is over', problem(401, 'not-signed-in'), 'signed-out'],
  ['the ticket is closed', problem(409, 'ticket-closed'), 'refused'],
  ['the ticket is part of another', problem(410, 'ticket-taken-over', { into: 't2' }), 'taken-over'],
  ['a colleague was faster', problem(409, 'thread-moved', { lineIds: ['l1'] }), 'moved'],
  ['the window is closed', problem(409, 'reply-window-closed'), 'refused'],
  ['the role may not reply', problem(403, 'not-allowed'), 'refused'],
])('U14: when %s, the text is kept', (_when, failure, kind) => {
  expect(judgeSending(failure).kind).toBe(kind)
})

test('U1: a text older than what the desk remembers is not sent without asking', () => {
  const askedAt = '2026-11-20T10:00:00Z'
  expect(isTooOldToSend(askedAt, new Date('2026-11-26T10:00:00Z'))).toBe(false)
  expect(isTooOldToSend(askedAt, new Date('2026-11-26T10:00:01Z'))).toBe(true)
})
