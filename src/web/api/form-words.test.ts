import { expect, test } from 'vitest'
import { DeskProblem, formWordsOf } from './desk-problem.ts'

const problem = (facts: Record<string, unknown>) => new DeskProblem(400, 'invalid', { title: 'The first words.', facts })
const FIELDS = ['email', 'password'] as const

test('U17: each field of a form gets its own words, the first of several', () => {
  const fields = [
    { field: 'email', message: 'Enter an e-mail address.' },
    { field: 'password', message: 'Too short.' },
    { field: 'password', message: 'Too plain.' },
  ]
  expect(formWordsOf(problem({ fields }), FIELDS)).toEqual({
    at: { email: 'Enter an e-mail address.', password: 'Too short.' },
    whole: undefined,
  })
})

test('U17: what concerns no field of the form is told for the whole of it', () => {
  expect(formWordsOf(problem({ fields: [{ field: 'token', message: 'The token is missing.' }] }), FIELDS)).toEqual({
    at: {},
    whole: 'The token is missing.',
  })
  expect(formWordsOf(problem({}), FIELDS)).toEqual({ at: {}, whole: 'The first words.' })
})

test('a form that nobody refused has no words', () => {
  expect(formWordsOf(null, FIELDS)).toEqual({ at: {}, whole: undefined })
})
