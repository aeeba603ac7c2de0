import { expect, test } from 'vitest'
import type { ActId, MessageId } from '../ids.ts'
import { markedAct, markedMessage, markOf, ownMark } from './own-mark.ts'

const id = '01a2057e-7436-76fa-814a-0a0f5e8e5564' as MessageId

test('a mark names the message that it was made of', () => {
  expect(markedMessage(ownMark(id))).toBe(id)
})

test('a private reply is named by its act, all else by what it says or is done to', () => {
  const act = { id: '01a2057e-7436-76fa-814a-000000000001' as ActId, entryId: id }
  expect(markedAct(markOf({ ...act, act: { kind: 'say-privately' } }))).toBe(act.id)
  expect(markedMessage(markOf({ ...act, act: { kind: 'say-privately' } }))).toBeUndefined()
  expect(markedMessage(markOf({ ...act, act: { kind: 'say' } }))).toBe(id)
  expect(markedAct(markOf({ ...act, act: { kind: 'say' } }))).toBeUndefined()
})

test.each([undefined, '', 'desk:', `desk:${id} `, `other:${id}`, `desk:${id.toUpperCase()}`, 'desk:42'])('%j is nobody of ours', (mark) => {
  expect(markedMessage(mark)).toBeUndefined()
})
