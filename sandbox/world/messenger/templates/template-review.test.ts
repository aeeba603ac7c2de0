import { expect, test } from 'vitest'
import { fillParameters } from './template-review.ts'

test('a value that looks like a parameter is not filled in again', () => {
  const values = new Map([
    ['1', '{{2}}'],
    ['2', 'Monday'],
  ])
  expect(fillParameters('{{1}} on {{ 2 }}', (name) => values.get(name) ?? '')).toBe('{{2}} on Monday')
})

test('a parameter of signs that mean something in a pattern is filled in', () => {
  expect(fillParameters('Hello {{a(}}', () => 'Ada')).toBe('Hello Ada')
})
