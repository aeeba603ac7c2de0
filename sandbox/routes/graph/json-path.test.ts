import { expect, test } from 'vitest'
import { valuesAt } from './json-path.ts'

const ANSWER = { data: [{ id: '1', from: { id: '7' } }, { id: '2' }], paging: { next: 'http://x' }, 'odd name': 3 }

test.each([
  ['$.data.*.id', ['1', '2']],
  ['$.data[*].id', ['1', '2']],
  ['$.data[0].id', ['1']],
  ['$.data[-1].id', ['2']],
  ['$..id', ['1', '7', '2']],
  ["$['odd name']", [3]],
  ['$["paging"].next', ['http://x']],
  ['$', [ANSWER]],
  ['$.nothing.there', []],
])('%s leads to its values', (path, values) => {
  expect(valuesAt(ANSWER, path)).toEqual(values)
})

test.each(['data.id', '$.data[?(@.id>1)]', '$.data['])('%s cannot be read', (path) => {
  expect(valuesAt(ANSWER, path)).toBeUndefined()
})
