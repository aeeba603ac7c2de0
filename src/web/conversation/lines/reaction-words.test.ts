import { expect, test } from 'vitest'
import { reactionWords } from './reaction-words.ts'

const at = '2026-11-21T10:00:00Z'

test.each([
  [{ by: 'client', reaction: 'love', emoji: '😍', at }, '😍 Noor', 'Noor reacted with love'],
  [{ by: 'client', reaction: 'like', emoji: null, at }, '👍 Noor', 'Noor reacted with like'],
  [{ by: 'page', reaction: 'love', emoji: null, at }, '❤️ Page', 'The Page reacted with love'],
  [{ by: 'client', reaction: 'other', emoji: '🦔', at }, '🦔 Noor', 'Noor reacted with 🦔'],
  [{ by: 'client', reaction: 'constructor', emoji: null, at }, 'constructor Noor', 'Noor reacted with constructor'],
  [{ by: 'client', reaction: 'other', emoji: null, at }, 'a sign Noor', 'Noor reacted with a sign'],
] as const)('%j stands on the bubble', (reaction, shown, heard) => {
  expect(reactionWords(reaction, 'Noor')).toEqual({ shown, heard })
})
