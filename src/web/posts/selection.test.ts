import { expect, test } from 'vitest'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import { isPickable } from './selection.ts'
import type { WallTalk } from './wall-talk.ts'

const line = { line: 'customer-message', ticketId: 't', takenBackAt: null } as MessageLine
const talk = { id: 't', kind: 'comment' } as WallTalk

test('several are selected by those who may moderate them, and where Facebook lets anybody', () => {
  expect(isPickable({ line, talk }, true)).toBe(true)
  expect(isPickable({ line, talk }, false)).toBe(false)
  expect(isPickable({ line, talk: { ...talk, kind: 'review' } }, true)).toBe(false)
  expect(isPickable({ line: { ...line, ticketId: null }, talk }, true)).toBe(false)
  expect(isPickable({ line: { ...line, takenBackAt: '2026-11-29T10:00:00Z' }, talk }, true)).toBe(false)
})
