import { expect, test } from 'vitest'
import { isSameWords } from './same-words.ts'

test.each([
  ['white space at the ends and between', ' Forty \n euro ', 'Forty euro', true],
  ['other words', 'Forty euro', 'Fifty euro', false],
  ['other letters', 'forty euro', 'Forty euro', false],
])('%s', (_what, one, other, expected) => {
  expect([isSameWords(one, other), isSameWords(other, one)]).toEqual([expected, expected])
})
