import { expect, test } from 'vitest'
import { isolated } from './isolated.ts'

test('attack 19: a name turns nothing around itself in a title', () => {
  expect(isolated('Ann\u202eeiK')).toBe('\u2068AnneiK\u2069')
  expect(isolated('Ann\u2069\u202eeiK')).toBe('\u2068AnneiK\u2069')
  expect(isolated('דנה')).toBe('\u2068דנה\u2069')
})
