import { expect, test } from 'vitest'
import type { Part } from './part.ts'
import { summaryOf } from './summary.ts'

const picture: Part = { kind: 'file', what: 'picture', url: undefined }

test('each kind is counted once, in the order in which they came, with the name of the first', () => {
  const parts: Part[] = [
    picture,
    { kind: 'file', what: 'file', url: undefined, name: 'a.pdf' },
    picture,
    { kind: 'file', what: 'file', url: undefined, name: 'b.pdf' },
  ]
  expect(summaryOf(parts)).toEqual([
    { what: 'picture', count: 2, name: undefined },
    { what: 'file', count: 2, name: 'a.pdf' },
  ])
  expect(summaryOf([])).toEqual([])
})

test('cards are called as the first of them is', () => {
  const cards: Part = {
    kind: 'template',
    cards: [
      { title: 'Seat', buttons: [] },
      { title: 'Trailer', buttons: [] },
    ],
    buttons: [],
  }
  expect(summaryOf([cards])).toEqual([{ what: 'template', count: 1, name: 'Seat' }])
})

test('what is shared and what is tapped is told by its own word and title', () => {
  const parts: Part[] = [
    { kind: 'shared', what: 'reel', title: 'Three days' },
    { kind: 'tap', how: 'postback', title: 'Get Started' },
    { kind: 'location', latitude: 1, longitude: 2 },
  ]
  expect(summaryOf(parts)).toEqual([
    { what: 'reel', count: 1, name: 'Three days' },
    { what: 'tap', count: 1, name: 'Get Started' },
    { what: 'location', count: 1, name: undefined },
  ])
})
