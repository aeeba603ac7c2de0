import { expect, test } from 'vitest'
import { betterContent, wordsAlone, type Content } from './content.ts'
import type { Part } from './part.ts'

const unread = (reader: number, label = 'attachment: image') => ({ label, raw: {}, reader })
const place: Part = { kind: 'location', latitude: 1, longitude: 2 }
const worst: Content = { ...wordsAlone(''), unread: unread(9) }
const newer: Content = { ...wordsAlone(''), unread: unread(10) }
const better: Content = { ...wordsAlone('hi'), unread: unread(10) }
const whole = wordsAlone('hi')
const more: Content = { ...whole, parts: [place] }

test.each([
  ['what a newer reader made', worst, newer],
  ['what has words', newer, better],
  ['what is understood whole', better, whole],
  ['what has more parts', { ...whole, text: 'hj' }, more],
  ['one of two texts, always the same', whole, { ...whole, text: 'hj' }],
  ['one of two answers, always the same', { ...whole, repliesTo: 'm_1' }, { ...whole, repliesTo: 'm_2' }],
])('of two readings %s is kept, whichever came first', (_what, less, kept) => {
  expect(betterContent(less, kept)).toBe(kept)
  expect(betterContent(kept, less)).toBe(kept)
})

test('the same reading in another order of its members is the same: what stands stays', () => {
  const again: Content = { ...more, parts: [{ longitude: 2, kind: 'location', latitude: 1, title: undefined }] }
  expect(betterContent(more, again)).toBe(more)
  expect(betterContent(again, more)).toBe(again)
})
