import { expect, test } from 'vitest'
import { opensWords, orderedWords, placeAddress, placeWords } from './shared-words.ts'

test('a place is told to ten metres, and leads to a map', () => {
  const place = { latitude: 45.45234567, longitude: 9.2 }
  expect(placeWords(place)).toBe('45.4523, 9.2')
  expect(placeAddress(place)).toBe('https://www.openstreetmap.org/?mlat=45.4523&mlon=9.2#map=17/45.4523/9.2')
})

test.each([
  ['https://www.facebook.com/1_2', 'Open on Facebook'],
  ['https://m.facebook.com/reel/7', 'Open on Facebook'],
  ['https://fb.watch/a', 'Open on Facebook'],
  ['https://notfacebook.com/a', 'Open on notfacebook.com'],
  ['https://facebook.com.evil.example/a', 'Open on facebook.com.evil.example'],
  ['javascript:alert(1)', undefined],
  [null, undefined],
])('what is shared at %s says where it opens', (address, words) => {
  expect(opensWords(address)).toBe(words)
})

const PRODUCT = {
  id: '9',
  retailerId: 'LC-RC-88',
  title: 'Rain cover',
  subtitle: null,
  picture: null,
  quantity: 2,
  price: '89',
  currency: 'EUR',
}

test.each([
  [{}, '2 × Rain cover, 89 EUR'],
  [{ quantity: null }, 'Rain cover, 89 EUR'],
  [{ price: null }, '2 × Rain cover'],
  [{ currency: null }, '2 × Rain cover, 89'],
  [{ title: null, price: null }, '2 × Product LC-RC-88'],
])('what was ordered is told in a line: %j', (told, words) => {
  expect(orderedWords({ ...PRODUCT, ...told })).toBe(words)
})
