import { expect, test } from 'vitest'
import { resultOf } from './result.ts'
import { MESSAGE_STATES } from './state.ts'

test('whoever looks back is told one of four results', () => {
  expect(MESSAGE_STATES.map((state) => [state, resultOf(state)])).toEqual([
    ['queued', 'waiting'],
    ['sending', 'waiting'],
    ['sent', 'done'],
    ['delivered', 'done'],
    ['read', 'done'],
    ['failed', 'refused'],
    ['unconfirmed', 'unsure'],
  ])
})
