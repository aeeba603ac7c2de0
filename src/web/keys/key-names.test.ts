import { expect, test } from 'vitest'
import { keyHint, waysShown } from './key-names.ts'

const elsewhere = { isMac: false, areLettersOn: true }
const mac = { isMac: true, areLettersOn: true }

test('U2: beside an act stands the key that works while one writes', () => {
  expect(keyHint('solve', elsewhere)).toEqual(['Alt', 'E'])
  expect(keyHint('assign', elsewhere)).toEqual(['A'])
})

test('U2: on a Mac no ⌥ chord is promised that would write a sign', () => {
  expect(keyHint('solve', mac)).toEqual(['E'])
  expect(keyHint('reply', mac)).toEqual(['R'])
  expect(keyHint('solve-and-next', mac)).toEqual(['⌘', '⌥', 'E'])
})

test('U2: letters that are switched off are not shown', () => {
  expect(keyHint('solve', { ...elsewhere, areLettersOn: false })).toEqual(['Alt', 'E'])
  expect(keyHint('solve', { ...mac, areLettersOn: false })).toEqual(['⌥', 'E'])
  expect(keyHint('assign', { ...elsewhere, areLettersOn: false })).toEqual([])
})

test('the list of keys shows every way of this keyboard', () => {
  expect(waysShown('next-ticket', elsewhere)).toEqual([['J'], ['Alt', 'J']])
  expect(waysShown('next-ticket', mac)).toEqual([['J']])
  expect(waysShown('go-tickets', mac)).toEqual([['G', 'T']])
})
