import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MESSAGE_LIMIT } from './message-length.ts'
import { MOST_PARTS, splitText } from './split.ts'

const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ')
const lengths = (parts: readonly string[] | undefined) => parts?.map(({ length }) => length)

test('what fits in one message is not split', () => {
  expect(splitText('a'.repeat(1986))).toBeUndefined()
  expect(splitText('  ')).toBeUndefined()
})

test.each([
  ['between paragraphs', `${'First. '.repeat(200)}\n\n${words(300)}`, 'First. '.repeat(200).trim()],
  ['between lines where there are no paragraphs', `${words(300)}\n${words(200)}`, words(300)],
  ['between sentences where a paragraph would fill too little', `Short.\n\n${words(250)}. And ${words(250)}.`, `Short.\n\n${words(250)}.`],
  ['between words where a sentence does not end', words(600), words(397)],
  ['not inside an address', `${words(300)} https://shop.example/${'a'.repeat(800)}`, words(300)],
  ['not at the point of a number', `${words(395)} costs 1.250,00 euros today`, `${words(395)} costs`],
])('it is cut %s', (_where, text, first) => {
  expect(splitText(text)?.[0]).toBe(first)
})

test('where nobody writes spaces it is cut between words, and without words between letters', () => {
  const thai = 'สวัสดี'.repeat(400)
  expect(splitText(thai)?.every((part) => part.length % 'สวัสดี'.length === 0)).toBe(true)
  expect(lengths(splitText('a'.repeat(4000)))).toEqual([1986, 1986, 28])
})

test('5,000 characters with emoji of several code points: none is cut', () => {
  const farmer = '👩‍🌾'
  const parts = splitText(farmer.repeat(1000))
  expect(parts?.length).toBe(3)
  expect(parts?.every((part) => part.replaceAll(farmer, '') === '')).toBe(true)
})

test('what stands before the first message counts in it alone', () => {
  expect(lengths(splitText('a'.repeat(3900), 86))).toEqual([1900, 1986, 14])
})

test('what no message can hold, or more messages than anybody would read, is not split', () => {
  expect(splitText(`a${'\u0301'.repeat(2000)}`)).toBeUndefined()
  expect(splitText('a'.repeat(MESSAGE_LIMIT * MOST_PARTS))).toHaveLength(MOST_PARTS)
  expect(splitText('a'.repeat(MESSAGE_LIMIT * MOST_PARTS + 1))).toBeUndefined()
})

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })
const piece = fc.constantFrom(
  'a',
  'word',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\r\n',
  '. ',
  '! ',
  '3.5',
  'é',
  'n\u0303',
  '👩‍🌾',
  '🇳🇱',
  '👍🏽',
  'สวัสดี',
  '漢字。',
  '한국',
  '\u0915\u094d\u0937',
)
const long = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 400 }), fc.array(piece, { maxLength: 900 }))
  .map(([pattern, times, tail]) => [...Array.from({ length: times }, () => pattern.join('')), ...tail].join(''))

test('property: nothing is lost, every part fits, no letter is cut, and joined again it is the same but for white space', () => {
  fc.assert(
    fc.property(long, fc.integer({ min: 0, max: 60 }), (text, before) => {
      const parts = splitText(text, before)
      fc.pre(parts !== undefined)
      const bare = (some: string) => some.replaceAll(/\s/gu, '')
      expect(bare(parts.join(''))).toBe(bare(text))
      expect(parts.every((part, place) => part.length > 0 && part.length <= MESSAGE_LIMIT - (place === 0 ? before : 0))).toBe(true)
      const letters = (some: string) => [...GRAPHEMES.segment(some)].map(({ segment }) => segment).filter((letter) => letter.trim() !== '')
      expect(parts.flatMap(letters)).toEqual(letters(text))
    }),
    { numRuns: 300 },
  )
})
