import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedOver, NO_MARKS } from '../conversations/marks.ts'
import type { UserId } from '../ids.ts'
import { unheard } from './entry.ts'
import { laterOf } from '../facts/time.ts'
import { coveredFrom, movedAlong, shownState, shownStateOf, type OnItsWay } from './shown-state.ts'

const at = (second: number): Date => new Date(second * 1000)
const echoed: OnItsWay = { state: 'sent', stateAt: at(3), writtenAt: at(2), echoedAt: at(2), deliveredAt: undefined }
const answered: OnItsWay = { ...echoed, echoedAt: undefined }

test.each<[string, OnItsWay, object, string]>([
  ['nothing was told', echoed, {}, 'sent'],
  ['it was delivered', echoed, { deliveredUntil: at(2) }, 'delivered'],
  ['it was read', echoed, { deliveredUntil: at(2), readUntil: at(2) }, 'read'],
  ['it was read, and the delivery is not told yet', echoed, { readUntil: at(9) }, 'read'],
  ['what came before it was read', echoed, { deliveredUntil: at(1), readUntil: at(1) }, 'sent'],
  ['a receipt named it', { ...echoed, deliveredAt: at(4) }, {}, 'delivered'],
  ['a receipt named it and it was read', { ...echoed, deliveredAt: at(4) }, { readUntil: at(5) }, 'read'],
  ['its echo is missing and the mark lies before the answer', answered, { readUntil: at(2) }, 'sent'],
  ['its echo is missing and the mark lies after the answer', answered, { readUntil: at(3) }, 'read'],
  ['it was never sent, whatever the marks say', { ...echoed, state: 'failed' }, { readUntil: at(9) }, 'failed'],
  ['nobody knows whether it was sent', { ...answered, state: 'unconfirmed' }, { readUntil: at(9) }, 'unconfirmed'],
])('how far it came, where %s', (_what, entry, marks, state) => {
  expect(shownState(entry, { ...NO_MARKS, ...marks }).state).toBe(state)
})

test('the moment of the state is told with it', () => {
  const marks = { deliveredUntil: at(4), readUntil: at(5) }
  expect(shownState(echoed, { ...marks, readUntil: undefined })).toEqual({ state: 'delivered', at: at(4) })
  expect(shownState(echoed, marks)).toEqual({ state: 'read', at: at(5) })
  expect(shownState(echoed, NO_MARKS)).toEqual({ state: 'sent', at: at(3) })
})

test('whatever the marks move over and what goes along with them is all that they show otherwise', () => {
  const moment = fc.nat(9).map(at)
  const perhaps = fc.option(moment, { nil: undefined })
  const entry = fc.record({
    state: fc.constantFrom('queued', 'sending', 'sent', 'failed', 'unconfirmed'),
    stateAt: moment,
    writtenAt: moment,
    echoedAt: perhaps,
    deliveredAt: perhaps,
  })
  const marks = fc.record({ deliveredUntil: perhaps, readUntil: perhaps })
  fc.assert(
    fc.property(entry, marks, marks, (one, before, news) => {
      const now = {
        deliveredUntil: laterOf(before.deliveredUntil, news.deliveredUntil),
        readUntil: laterOf(before.readUntil, news.readUntil),
      }
      const { after, until } = movedOver(before, now)
      const from = coveredFrom(one)
      const isMovedOver = (after === undefined || from > after) && until !== undefined && from <= until
      const isNamedInTheMoment = one.deliveredAt?.getTime() === before.deliveredUntil?.getTime()
      fc.pre(!isMovedOver && !(isNamedInTheMoment && one.deliveredAt !== undefined))
      expect(movedAlong(shownState(one, before), before, now)).toEqual(shownState(one, now))
    }),
    { numRuns: 5000 },
  )
})

test('of what a customer said, or nobody told yet, no state is shown; what was written elsewhere counts as sent', () => {
  const nobody = unheard('message', 'm_1')
  const writtenAt = new Date('2026-11-24T14:10:00Z')
  const [suite, carrying] = [
    { kind: 'elsewhere', appId: undefined, appName: undefined } as const,
    { state: 'queued', stateAt: writtenAt } as const,
  ]
  const author = { kind: 'member', userId: 'u' as UserId } as const
  expect(shownStateOf(nobody, undefined, NO_MARKS)).toBeUndefined()
  expect(shownStateOf({ ...nobody, writtenAt, author: { kind: 'client' } }, undefined, NO_MARKS)).toBeUndefined()
  expect(shownStateOf({ ...nobody, writtenAt, author: suite }, undefined, NO_MARKS)).toEqual({ state: 'sent', at: writtenAt })
  expect(shownStateOf({ ...nobody, writtenAt, author }, carrying, NO_MARKS)).toEqual({ state: 'queued', at: writtenAt })
})
