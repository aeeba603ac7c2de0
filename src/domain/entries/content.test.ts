import { expect, test } from 'vitest'
import { betterContent, type Content } from './content.ts'

const unread = (reader: number, label = 'attachment: image') => ({ label, raw: {}, reader })
const worst: Content = { kind: 'unknown', text: '', unread: unread(9) }
const newer: Content = { kind: 'unknown', text: '', unread: unread(10) }
const better: Content = { kind: 'text', text: 'hi', unread: unread(10) }
const whole: Content = { kind: 'text', text: 'hi', unread: undefined }

test.each([
  ['what a newer reader made', worst, newer],
  ['what has words', newer, better],
  ['what is understood whole', better, whole],
  ['one of two texts, always the same', whole, { ...whole, text: 'hj' }],
])('of two readings %s is kept, whichever came first', (_what, less, more) => {
  expect(betterContent(less, more)).toBe(more)
  expect(betterContent(more, less)).toBe(more)
})
