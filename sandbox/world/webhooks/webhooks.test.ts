import { expect, test } from 'vitest'
import { nextAttemptAt } from './webhooks.ts'
import type { Delivery } from '../world.ts'

const rules = { retryDelaysMs: [200, 1000, 3000], webhookGiveUpMs: 10_000 }
const tried = (attempts: number): Delivery => ({
  id: 'd',
  appId: '1',
  callbackUrl: 'http://127.0.0.1/',
  pageId: '2',
  field: 'messages',
  body: '{}',
  bornAt: 0,
  attempts,
  dueAt: 0,
})

test.each([
  [1, 200],
  [2, 1000],
  [3, 3000],
  [4, 3000],
])('after attempt %i the next is due in %i ms', (attempts, wait) => {
  expect(nextAttemptAt(tried(attempts), 50, rules)).toBe(50 + wait)
})

test('an attempt that would be too late is not made', () => {
  expect(nextAttemptAt(tried(4), 7_000, rules)).toBe(10_000)
  expect(nextAttemptAt(tried(4), 7_001, rules)).toBeUndefined()
})
