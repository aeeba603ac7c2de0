import { expect, test } from 'vitest'
import { filesOf, placesOf, type Part } from './part.ts'

const picture = { kind: 'file', what: 'picture', url: 'https://cdn.example/1.jpg' } as const
const lost = { kind: 'file', what: 'sticker', url: undefined } as const
const offer: Part = {
  kind: 'template',
  buttons: [],
  cards: [
    { title: 'No picture', buttons: [] },
    { title: 'Kastrup', pictureUrl: 'https://cdn.example/2.jpg', buttons: [] },
  ],
}
const ad: Part = { kind: 'referral', adTitle: 'Cargo bikes', pictureUrl: 'https://cdn.example/3.jpg' }

test('what was sent is wanted also without an address, the picture of a card only with one; each has a place of its own', () => {
  expect(filesOf([picture, { kind: 'unsupported' }, lost, offer, ad])).toEqual([
    { position: 0, what: 'picture', url: 'https://cdn.example/1.jpg', name: undefined },
    { position: 1, what: 'sticker', url: undefined, name: undefined },
    { position: 3, what: 'picture', url: 'https://cdn.example/2.jpg', name: undefined },
    { position: 4, what: 'picture', url: 'https://cdn.example/3.jpg', name: undefined },
  ])
})

test('places, links, shared posts and taps have no files', () => {
  const parts: Part[] = [
    { kind: 'location', latitude: 1, longitude: 2 },
    { kind: 'link', url: 'https://example.com' },
    { kind: 'shared', what: 'post' },
    { kind: 'tap', how: 'postback', title: 'Start' },
    { kind: 'product', products: [{ id: '1' }] },
    { kind: 'order', products: [], note: 'soon' },
  ]
  expect(filesOf(parts)).toEqual([])
  expect(parts.map((part) => placesOf(part).length)).toEqual([0, 0, 0, 0, 1, 0])
})
