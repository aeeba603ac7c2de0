import { expect, test } from 'vitest'
import type { Line } from '../../api/types.ts'
import { tapsIn } from './taps-context.ts'

const tap = (how: 'quick-reply' | 'postback', title: string, lineId: string | null) =>
  ({ line: 'customer-message', parts: [{ part: 'tap', how, title, payload: null }], quote: { lineId } }) as unknown as Line

test('of what was offered the quick reply that was tapped is known by the line that it quotes; buttons stay to be tapped again', () => {
  const lines = [tap('quick-reply', 'Sunday', 'l1'), tap('quick-reply', 'Menu', null), tap('postback', 'Book it', 'l2')]
  expect([...tapsIn(lines)]).toEqual([['l1', 'Sunday']])
  expect(tapsIn([{ line: 'internal-comment' } as Line]).size).toBe(0)
})
