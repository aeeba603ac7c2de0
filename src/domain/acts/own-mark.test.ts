import { expect, test } from 'vitest'
import type { MessageId } from '../ids.ts'
import { markedMessage, ownMark } from './own-mark.ts'

const id = '01a2057e-7436-76fa-814a-0a0f5e8e5564' as MessageId

test('a mark names the message that it was made of', () => {
  expect(markedMessage(ownMark(id))).toBe(id)
})

test.each([undefined, '', 'desk:', `desk:${id} `, `other:${id}`, `desk:${id.toUpperCase()}`, 'desk:42'])('%j is nobody of ours', (mark) => {
  expect(markedMessage(mark)).toBeUndefined()
})
