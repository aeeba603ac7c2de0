import { validatorCompiler } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldProblemsOf, type Finding } from './field-problems.ts'

const Form = z.strictObject({
  email: z.email().max(320),
  name: z.string().trim().min(1).max(200),
  password: z.string().min(12).max(200),
  role: z.enum(['agent', 'employee']),
  limit: z.number().int().min(1).max(100),
  pageIds: z.array(z.string()).min(1),
  memberId: z.uuid(),
  text: z.string().max(100_000).optional(),
})
const WELL = {
  email: 'anna@example.com',
  name: 'Anna',
  password: 'a few plain words',
  role: 'agent',
  limit: 5,
  pageIds: ['1'],
  memberId: '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
}

test.each<[string, object, string, string]>([
  ['an e-mail address that is none', { email: 'anna@' }, 'email', 'Enter a whole e-mail address, like name@example.com.'],
  ['a missing e-mail address', { email: undefined }, 'email', 'Enter an e-mail address.'],
  ['a name of spaces', { name: '  ' }, 'name', 'Enter a name.'],
  ['a name that is too long', { name: 'x'.repeat(201) }, 'name', 'The name can have at most 200 characters.'],
  ['a text that is too long', { text: 'x'.repeat(100_001) }, 'text', 'The text can have at most 100,000 characters.'],
  ['a short password', { password: 'short' }, 'password', 'The password needs at least 12 characters.'],
  ['an unknown role', { role: 'owner' }, 'role', '“role” must be one of: agent, employee.'],
  ['a number that is too small', { limit: 0 }, 'limit', '“limit” must be at least 1.'],
  ['a number that is too big', { limit: 101 }, 'limit', '“limit” must be at most 100.'],
  ['text for a number', { limit: 'many' }, 'limit', '“limit” must be a number.'],
  ['an empty list', { pageIds: [] }, 'pageIds', '“pageIds” is missing.'],
  ['something else inside a list', { pageIds: ['1', 2] }, 'pageIds.1', '“pageIds.1” must be text.'],
  ['a broken id', { memberId: '7' }, 'memberId', '“memberId” must be an id, as the desk gave it.'],
  ['a field too many', { colour: 'red' }, 'colour', '“colour” is not a field of this request.'],
])('U17: %s is told at its field, in our words', (_what, change, field, message) => {
  expect(problemsOf({ ...WELL, ...change })).toEqual([{ field, message }])
})

test('U17: every wrong field is told, not the first alone', () => {
  expect(problemsOf({}).map(({ field }) => field)).toEqual(Object.keys(WELL))
})

function problemsOf(input: unknown) {
  const { error } = validatorCompiler({ schema: Form, method: 'POST', url: '/', httpPart: 'body' })(input) as { error?: Finding[] }
  return fieldProblemsOf(error ?? [])
}
