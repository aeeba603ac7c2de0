import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownMark } from '../acts/own-mark.ts'
import type { MessageId } from '../ids.ts'
import { tappedCard, tappedIn, tappedMessage, tapPayload } from './tap-payload.ts'

const id = '01a2057e-7436-76fa-814a-0a0f5e8e5564' as MessageId
const mark = ownMark(id)

test('whatever is tapped names the message that offered it, and its card', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
      fc.integer({ min: 1, max: 13 }),
      (one, card, place) => {
        const payload = tapPayload(ownMark(one as MessageId), { card, place })
        expect(tappedMessage(payload)).toBe(one)
        expect(tappedCard(payload)).toBe(card)
        expect(payload.length).toBeLessThan(1000)
      },
    ),
  )
})

test.each([undefined, '', 'GET_STARTED', mark, `${mark}/`, `${mark}/x`, `other/${mark}/1`, `${mark}/1/2/3`, 'desk:42/1'])(
  '%j is anybody else’s',
  (payload) => {
    expect(tappedMessage(payload)).toBeUndefined()
  },
)

test('of a message the first thing that was tapped of ours counts', () => {
  const tap = { kind: 'tap', how: 'postback', title: 'Yes' } as const
  expect(tappedIn([{ kind: 'unsupported' }, { ...tap, payload: 'MENU' }, { ...tap, payload: `${mark}/2` }])).toBe(id)
  expect(tappedIn([])).toBeUndefined()
})
