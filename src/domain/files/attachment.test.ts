import { expect, test } from 'vitest'
import { GONE_REASONS, REFUSED_REASONS, WAITING_REASONS } from './attachment.ts'

test('each reason belongs to one state', () => {
  const all = [...WAITING_REASONS, ...REFUSED_REASONS, ...GONE_REASONS]
  expect(new Set(all).size).toBe(all.length)
})
