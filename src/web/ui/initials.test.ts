import { expect, test } from 'vitest'
import { hueOf, initialsOf } from './initials.ts'

test.each([
  ['two words give two letters', 'Ewa Wiśniewska', 'EW'],
  ['a hyphened surname gives its last part', 'Ewa Wiśniewska-Kowalczyk', 'EK'],
  ['four words give the first and the last', 'Maximilian Freiherr von Oppenheim', 'MO'],
  ['one word gives one letter', 'Cher', 'C'],
  ['a Cyrillic name keeps its script', 'Олена Ткаченко', 'ОТ'],
  ['an Arabic name keeps its script', 'كريم بن يوسف', 'كي'],
  ['signs between words are not words', 'Giulia & Marco Bianchi', 'GB'],
  ['an emoji alone stays whole', '🦊', '🦊'],
  ['nothing at all has a sign too', '   ', '?'],
])('%s', (_title, name, expected) => {
  expect(initialsOf(name)).toBe(expected)
})

test('a name has the same hue every time', () => {
  expect(hueOf('Ewa Wiśniewska')).toBe(hueOf('Ewa Wiśniewska'))
})
