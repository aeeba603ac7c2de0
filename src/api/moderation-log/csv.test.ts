import { expect, test } from 'vitest'
import { csvLine, type Cell } from './csv.ts'

test.each<[string, Cell, string]>([
  ['nothing', undefined, ''],
  ['a word', 'Hello', 'Hello'],
  ['a comma', 'a, b', '"a, b"'],
  ['a quotation mark', 'say "hi"', '"say ""hi"""'],
  ['lines', 'one\ntwo', '"one\ntwo"'],
  ['a code', 200, '200'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula after a blank', ' =1+1', "' =1+1"],
  ['a plus', '+48 600 100 200', "'+48 600 100 200"],
  ['a minus', '-1', "'-1"],
  ['an at', '@SUM(A1)', "'@SUM(A1)"],
  ['a full-width sign', '＝1+1', "'＝1+1"],
  ['a tab', '\t=1', "'\t=1"],
  ['a carriage return', '\r=1', '"\'\r=1"'],
  ['an id longer than a spreadsheet holds', '1067280970047460', "'1067280970047460"],
  ['a number that it holds', '106728097004746', '106728097004746'],
])('a cell of %s', (_what, cell, written) => {
  expect(csvLine([cell, 'next'])).toBe(`${written},next\r\n`)
})
