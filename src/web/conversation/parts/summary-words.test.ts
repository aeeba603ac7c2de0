import { expect, test } from 'vitest'
import type { MessagePart, PartSummary } from '../../api/types.ts'
import { summaryOf, summaryWords } from './summary-words.ts'

const item = (what: PartSummary['what'], told: Partial<PartSummary> = {}): PartSummary => ({
  what,
  count: 1,
  name: null,
  durationMs: null,
  ...told,
})

test.each<[PartSummary, string]>([
  [item('picture'), 'Picture'],
  [item('picture', { count: 7 }), '7 pictures'],
  [item('picture', { name: 'IMG_1.jpg' }), 'Picture'],
  [item('voice', { durationMs: 41_000 }), 'Voice message, 0:41'],
  [item('video', { durationMs: 64_000 }), 'Video, 1:04'],
  [item('file', { name: 'Leasecontract werkgever.pdf' }), 'Leasecontract werkgever.pdf'],
  [item('file', { count: 3 }), '3 files'],
  [item('audio', { name: 'wheel.m4a', durationMs: 23_000 }), 'wheel.m4a, 0:23'],
  [item('sticker', { name: 'thumbs up' }), 'Sticker: thumbs up'],
  [item('location', { name: 'Cascina Cuccagna, Milano' }), 'Location: Cascina Cuccagna, Milano'],
  [item('post'), 'Shared a post'],
  [item('reel', { name: 'Three days' }), 'Shared a reel: “Three days”'],
  [item('product', { name: 'Rain cover' }), 'Product: “Rain cover”'],
  [item('order'), 'Order'],
  [item('template', { name: 'Your order left our store' }), 'Your order left our store'],
  [item('tap', { name: 'Test ride' }), 'Tapped “Test ride”'],
  [item('tap'), 'Tapped a button'],
  [item('unsupported'), 'Message that only Messenger shows'],
])('%j is told as %s', (summary, words) => {
  expect(summaryWords([summary], '').map((told) => told.words)).toEqual([words])
})

test('cards are called as the first of them is, with how many more there are', () => {
  const card = (title: string) => ({ title, subtitle: null, url: null, picture: null, buttons: [] })
  const cards = (...titles: readonly string[]): MessagePart[] => [{ part: 'template', title: null, cards: titles.map(card), buttons: [] }]
  expect(summaryOf(cards('Seat'))[0]?.name).toBe('Seat')
  expect(summaryOf(cards('Seat', 'Trailer', 'Cover'))[0]?.name).toBe('Seat and 2 more')
  const choices: PartSummary[] = [item('choices')]
  expect(summaryWords(choices, 'Which day?')[0]).toMatchObject({ words: 'Quick replies', isAside: true })
})

test('what only says how the words came stands behind them', () => {
  const told = summaryWords([item('referral'), item('link'), item('picture')], 'This? https://shop.example/7')
  expect(told.map(({ isAside }) => isAside)).toEqual([true, true, false])
  expect(summaryWords([item('link')], 'And this')[0]?.isAside).toBe(false)
})

test('parts in short are counted by their kind', () => {
  const tap: MessagePart = { part: 'tap', how: 'postback', title: 'Test ride', payload: null }
  const place: MessagePart = { part: 'location', title: 'Milano', latitude: 45, longitude: 9 }
  expect(summaryOf([tap, place, { ...place, title: 'Roma' }])).toEqual([item('tap', { name: 'Test ride' }), item('location', { count: 2 })])
})
