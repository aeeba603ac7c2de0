import { expect, test } from 'vitest'
import { recordedWords } from './allowances-words.ts'

const now = new Date('2026-11-25T11:00:00Z')
const news = {
  allowance: 'news',
  isAllowed: true,
  useScenario: 'Local news',
  changedAt: '2026-11-25T10:00:00Z',
  changedBy: 'Maja Holm',
} as const

test('it is told who recorded it, or took it back, and nothing where nobody has', () => {
  expect(recordedWords(news, now)).toMatch(/^Recorded by Maja Holm today 10:00/u)
  expect(recordedWords({ ...news, isAllowed: false, useScenario: null }, now)).toMatch(/^Taken back by Maja Holm today/u)
  expect(recordedWords({ ...news, changedBy: null }, now)).toMatch(/^Recorded today/u)
  expect(recordedWords({ ...news, changedAt: null, changedBy: null }, now)).toBeUndefined()
})
