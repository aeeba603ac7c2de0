import { expect, test } from 'vitest'
import { namesIn } from './names-in.ts'

const TEXT = 'Nora Quist and Ola Berg, it is oak.'

test.each([
  ['nobody is named', [], ['Nora Quist and Ola Berg, it is oak.']],
  ['whoever is named first', [{ offset: 0, length: 10 }], ['[Nora Quist]', ' and Ola Berg, it is oak.']],
  [
    'two, told in any order',
    [
      { offset: 15, length: 8 },
      { offset: 0, length: 10 },
    ],
    ['[Nora Quist]', ' and ', '[Ola Berg]', ', it is oak.'],
  ],
  [
    'places that overlap, or are not in the text',
    [
      { offset: 0, length: 10 },
      { offset: 5, length: 8 },
      { offset: 30, length: 10 },
    ],
    ['[Nora Quist]', ' and Ola Berg, it is oak.'],
  ],
])('names in a text: %s', (_what, places, pieces) => {
  expect(namesIn(TEXT, places).map(({ kind, text }) => (kind === 'name' ? `[${text}]` : text))).toEqual(pieces)
})
