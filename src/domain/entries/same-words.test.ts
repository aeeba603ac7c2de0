import { expect, test } from 'vitest'
import { addressedTo, type Words } from './mention.ts'
import { isSaidAs, isSameWords } from './same-words.ts'

test.each([
  ['white space at the ends and between', ' Forty \n euro ', 'Forty euro', true],
  ['other words', 'Forty euro', 'Fifty euro', false],
  ['other letters', 'forty euro', 'Forty euro', false],
])('%s', (_what, one, other, expected) => {
  expect([isSameWords({ text: one }, { text: other }), isSameWords({ text: other }, { text: one })]).toEqual([expected, expected])
})

const ours = addressedTo({ externalId: '24016', name: 'Anna Nowak' }, 'forty euro')
const named = (name: string, text: string): Words => addressedTo({ externalId: '7', name }, text)

test.each<[string, Words, boolean]>([
  ['the name in the place of the tag', { text: 'Anna Nowak forty euro' }, true],
  ['the tag, left as it is', { text: '@[24016] forty euro' }, true],
  ['another name of hers, told as a name', named('Ania', 'forty euro'), true],
  ['another name that is not told as one', { text: 'Ania forty euro' }, false],
  ['the name, and other words', named('Anna Nowak', 'fifty euro'), false],
  ['the words without the name', { text: 'forty euro' }, false],
])('of an answer that names somebody: %s', (_what, told, expected) => {
  expect(isSameWords(ours, told)).toBe(expected)
})

test('a tag that was written by hand is the name that comes back in its place', () => {
  expect(isSameWords({ text: '@[24016] forty euro' }, named('Anna Nowak', 'forty euro'))).toBe(true)
})

test.each([
  ['a picture alone', { text: '', hasFile: true }, { text: ' ', hasFile: true }, true],
  ['a picture, and nothing', { text: '', hasFile: true }, { text: '', hasFile: false }, false],
  ['nothing, and a picture', { text: '', hasFile: false }, { text: '', hasFile: true }, false],
  ['words with a picture that is told later', { text: 'Here', hasFile: true }, { text: 'Here', hasFile: false }, true],
  ['a picture, and words', { text: '', hasFile: true }, { text: 'Here', hasFile: true }, false],
])('%s', (_what, ours, told, expected) => {
  expect(isSaidAs(ours, told)).toBe(expected)
})
