import { expect, test } from 'vitest'
import { listParam, objectParam, paramsOf, textParam } from './params.ts'

const JSON_BODY = { type: 'application/json' }

test('a long id keeps its digits though it stands as a number', () => {
  const params = paramsOf('', { ...JSON_BODY, text: '{"recipient":{"id":12345678901234567},"small":5}' })
  expect(textParam(objectParam(params, 'recipient') ?? {}, 'id')).toBe('12345678901234567')
  expect(params['small']).toBe(5)
})

test('JSON comes without a content type, and in the fields of a form', () => {
  expect(objectParam(paramsOf('', { type: '', text: '{"a":{"b":1}}' }), 'a')).toEqual({ b: 1 })
  const form = { type: 'application/x-www-form-urlencoded', text: 'a=%7B%22b%22%3A1%7D' }
  expect(objectParam(paramsOf('', form), 'a')).toEqual({ b: 1 })
})

test.each(['a,b', 'a, b', '["a","b"]'])('the list %s is a and b', (text) => {
  expect(listParam({ fields: text }, 'fields')).toEqual(['a', 'b'])
})

test('keys with a meaning of their own stay keys', () => {
  const params = paramsOf('', { ...JSON_BODY, text: '{"__proto__":{"polluted":true}}' })
  expect(textParam({}, 'polluted')).toBeUndefined()
  expect(params['polluted']).toBeUndefined()
})
