import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statusOf, workedOn, type Decision, type Tally } from './effect.ts'
import type { Said } from './routing.ts'
import type { TicketStatus } from './status.ts'

const at = (second: number): Date => new Date(second * 1000)
const NOBODY: Decision = { status: 'new', at: undefined, arrival: 0 }

/** Counts as the database does: what is told again is there once, and each arrival has the next number. */
function tallyOf(told: readonly Said[]): Tally {
  const arrived = [...new Map(told.map((said) => [JSON.stringify(said), said])).values()].map((said, index) => ({
    ...said,
    arrival: index + 1,
  }))
  const answeredElsewhereAt = arrived
    .filter(({ by }) => by === 'us')
    .map((said) => said.at)
    .toSorted((a, b) => Number(b) - Number(a))[0]
  const waiting = arrived.filter((said) => said.by === 'customer' && !(answeredElsewhereAt && said.at < answeredElsewhereAt))
  return { unanswered: waiting.length, askedArrival: waiting.at(-1)?.arrival, answeredArrival: undefined, answeredElsewhereAt }
}

const said: fc.Arbitrary<Said> = fc.record({ by: fc.constantFrom('customer', 'us'), at: fc.nat(6).map(at) })
const decisions: readonly Decision[] = [
  NOBODY,
  ...(['open', 'pending', 'on-hold', 'solved', 'spam', 'closed', 'deleted'] as const).map((status) => ({ status, at: at(3), arrival: 0 })),
]

test.each(decisions)('any order and any repetition of what was said ends in the same status of a ticket that was $status', (decision) => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 7 }), fc.infiniteStream(fc.nat()), (all, dice) => {
      const twice = [...all, ...all].map((one) => ({ one, by: dice.next().value })).toSorted((a, b) => a.by - b.by)
      const [once, again] = [tallyOf(all), tallyOf(twice.map(({ one }) => one))]
      expect(again.unanswered).toBe(once.unanswered)
      expect(statusOf(decision, again)).toBe(statusOf(decision, once))
    }),
    { numRuns: 2000 },
  )
})

const customer = (second: number): Said => ({ by: 'customer', at: at(second) })
const us = (second: number): Said => ({ by: 'us', at: at(second) })

test.each<[string, Decision, readonly Said[], TicketStatus]>([
  ['nobody said anything', NOBODY, [], 'new'],
  ['the customer wrote', NOBODY, [customer(1)], 'new'],
  ['the customer wrote and was answered elsewhere', NOBODY, [customer(1), us(2)], 'pending'],
  ['the customer wrote again after that answer', NOBODY, [customer(1), us(2), customer(3)], 'open'],
  ['the customer wrote in the very moment of the answer', NOBODY, [us(2), customer(2)], 'open'],
  ['it was solved and the customer wrote afterwards', { status: 'solved', at: at(3), arrival: 0 }, [customer(4)], 'open'],
  [
    'it was solved before a message arrived that had been written earlier',
    { status: 'solved', at: at(3), arrival: 0 },
    [customer(2)],
    'open',
  ],
  ['it was solved after an answer elsewhere that is told late', { status: 'solved', at: at(3), arrival: 0 }, [us(2)], 'solved'],
  ['it was solved and answered elsewhere afterwards', { status: 'solved', at: at(3), arrival: 0 }, [us(4)], 'pending'],
  ['it was put on hold by somebody who saw the message', { status: 'on-hold', at: at(3), arrival: 1 }, [customer(2)], 'on-hold'],
  ['it is spam and the customer wrote', { status: 'spam', at: at(3), arrival: 0 }, [customer(4)], 'spam'],
])('the status, where %s', (_what, decision, all, status) => {
  expect(statusOf(decision, tallyOf(all))).toBe(status)
})

test('an answer from this desk makes it pending, until the customer writes once more', () => {
  const answered = { ...tallyOf([customer(1)]), unanswered: 0, askedArrival: undefined, answeredArrival: 2 }
  expect(statusOf(NOBODY, answered)).toBe('pending')
  expect(statusOf(NOBODY, { ...answered, askedArrival: 3 })).toBe('open')
  expect(statusOf({ status: 'solved', at: at(9), arrival: 3 }, answered)).toBe('solved')
})

test('work on a new ticket opens it and leaves every other decision', () => {
  expect(workedOn(NOBODY)).toEqual({ ...NOBODY, status: 'open' })
  const solved: Decision = { status: 'solved', at: at(3), arrival: 4 }
  expect(workedOn(solved)).toBe(solved)
})
