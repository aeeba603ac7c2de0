import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsAlone } from './content.ts'
import { editedText, joinEdits, versionsOf, withEdit, type Edits } from './edits.ts'

const at = (second: number): Date => new Date(1_790_000_000_000 + second * 1000)
const content = { value: wordsAlone('ten'), at: at(0) }
const edited = (...told: readonly (readonly [number, string])[]): Edits =>
  told.reduce<Edits>((edits, [second, text]) => withEdit(edits, at(second), text), {})

test('any order and any repetition of edits leads to the same words and the same history', () => {
  const edit = fc.tuple(fc.nat(5), fc.constantFrom('ten', 'eleven', 'twelve'))
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.array(edit, { maxLength: 6 }), (some, others) => {
      const expected = edited(...some, ...others)
      expect(edited(...others.toReversed(), ...some, ...others)).toEqual(expected)
      expect(joinEdits(edited(...some), edited(...others))).toEqual(expected)
      expect(joinEdits(expected, edited(...some))).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})

test('the latest edit is what stands', () => {
  expect(editedText(edited([2, 'twelve'], [1, 'eleven']))).toBe('twelve')
  expect(editedText({})).toBeUndefined()
})

test.each([
  ['never edited', {}, []],
  ['edited twice', edited([1, 'eleven'], [2, 'twelve']), ['ten', 'eleven', 'twelve']],
  ['edited, and the edit told twice under two moments', edited([1, 'eleven'], [2, 'eleven']), ['ten', 'eleven']],
  ['edited and changed back', edited([1, 'eleven'], [2, 'ten']), ['ten', 'eleven', 'ten']],
  ['told as edited to what it says', edited([1, 'ten']), []],
])('the history of what was %s', (_what, edits, texts) => {
  expect(versionsOf({ content, edits }).map(({ text }) => text)).toEqual(texts)
})

test('while only an edit is known there is no history', () => {
  expect(versionsOf({ content: undefined, edits: edited([1, 'eleven']) })).toEqual([])
})
