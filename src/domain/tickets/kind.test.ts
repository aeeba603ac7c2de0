import { expect, test } from 'vitest'
import { subjectKindOf, TICKET_KINDS, ticketKindOf } from './kind.ts'

test('each kind of ticket is about one kind of subject', () => {
  expect(TICKET_KINDS.map((kind) => ticketKindOf(subjectKindOf(kind)))).toEqual(TICKET_KINDS)
})
