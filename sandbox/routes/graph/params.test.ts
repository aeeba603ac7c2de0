import { expect, test } from 'vitest'
import { fileParam, listParam, objectParam, paramsOf, textParam } from './params.ts'

const JSON_BODY = { type: 'application/json' }

test('a long id keeps its digits though it stands as a number', async () => {
  const params = await paramsOf('', { ...JSON_BODY, bytes: Buffer.from('{"recipient":{"id":12345678901234567},"small":5}') })
  expect(textParam(objectParam(params, 'recipient') ?? {}, 'id')).toBe('12345678901234567')
  expect(params['small']).toBe(5)
})

test('JSON comes without a content type, and in the fields of a form', async () => {
  expect(objectParam(await paramsOf('', { type: '', bytes: Buffer.from('{"a":{"b":1}}') }), 'a')).toEqual({ b: 1 })
  const form = { type: 'application/x-www-form-urlencoded', bytes: Buffer.from('a=%7B%22b%22%3A1%7D') }
  expect(objectParam(await paramsOf('', form), 'a')).toEqual({ b: 1 })
})

test('the parts of a multipart body are parameters, a file with its name, type and bytes', async () => {
  const form = new FormData()
  form.set('message', '{"attachment":{"type":"image"}}')
  form.set('filedata', new File([new Uint8Array([1, 2, 3])], 'żaba.png', { type: 'image/png' }))
  const sent = new Response(form)
  const body = { bytes: Buffer.from(await sent.clone().arrayBuffer()), type: sent.headers.get('content-type') ?? '' }
  const params = await paramsOf('access_token=t', body)
  expect(textParam(params, 'access_token')).toBe('t')
  expect(objectParam(params, 'message')).toEqual({ attachment: { type: 'image' } })
  expect(fileParam(params, 'filedata')).toEqual({ name: 'żaba.png', mimeType: 'image/png', bytes: new Uint8Array([1, 2, 3]) })
})

test.each(['a,b', 'a, b', '["a","b"]'])('the list %s is a and b', (text) => {
  expect(listParam({ fields: text }, 'fields')).toEqual(['a', 'b'])
})

test('keys with a meaning of their own stay keys', async () => {
  const params = await paramsOf('', { ...JSON_BODY, bytes: Buffer.from('{"__proto__":{"polluted":true}}') })
  expect(textParam({}, 'polluted')).toBeUndefined()
  expect(params['polluted']).toBeUndefined()
})

test('places in brackets grow into lists and objects', async () => {
  const body = { type: '', bytes: Buffer.from('fields[]=a&fields[]=b&recipient[id]=5&media[0][id]=7&x=1') }
  expect(await paramsOf('', body)).toEqual({ fields: ['a', 'b'], recipient: { id: '5' }, media: [{ id: '7' }], x: '1' })
})

test('a bracket that names nothing, and a key with a meaning of its own, do no harm', async () => {
  const params = await paramsOf('a]=1&[b]=2&__proto__[polluted]=3', { type: '', bytes: Buffer.from('') })
  expect(params['a]']).toBe('1')
  expect(textParam({}, 'polluted')).toBeUndefined()
})

test.each([`{'id':'5'}`, `{"id":'5'}`, ` { 'id' : '5' } `])('JSON in single quotes is read: %s', (text) => {
  expect(objectParam({ recipient: text }, 'recipient')).toEqual({ id: '5' })
})

test('quotes inside quotes stay', () => {
  expect(objectParam({ message: `{'text':'it\\'s "fine"'}` }, 'message')).toEqual({ text: `it's "fine"` })
})
