import { expect, test } from 'vitest'
import { parseFields } from './fields.ts'

test('names, braces and dots are read, with spaces anywhere', () => {
  expect(parseFields('id, picture.width(50).height(60){url}, messages.limit(2) { id , from { name } }')).toEqual([
    { name: 'id', args: {}, fields: [] },
    { name: 'picture', args: { width: '50', height: '60' }, fields: [{ name: 'url', args: {}, fields: [] }] },
    {
      name: 'messages',
      args: { limit: '2' },
      fields: [
        { name: 'id', args: {}, fields: [] },
        { name: 'from', args: {}, fields: [{ name: 'name', args: {}, fields: [] }] },
      ],
    },
  ])
})

test.each(['id{', 'id}', 'picture{url', '{id}', 'id;name'])('%s is a syntax error', (text) => {
  expect(() => parseFields(text)).toThrow('Syntax error')
})
