import { expect, test } from 'vitest'
import { keptAct } from './kept-words.ts'

test.each([
  ['a reaction', 'reaction', 'client', /^reacted to a message\./u],
  ['a reaction that was removed', 'reaction removed', 'client', /^removed a reaction/u],
  ['an edit', 'message edit', 'client', /^changed a message\. The new text is not shown in this version\.$/u],
  ['a message taken back', 'message unsent', 'client', /^took back a message/u],
  ['an answer taken back', 'message unsent by the Page', 'page', /^took back a message/u],
  ["another app's turn", 'standby: message', undefined, /while another app answered here/u],
  ['what nobody foresaw', 'payment', undefined, /cannot show \(payment\)\. It is saved\.$/u],
  ['a label that says nothing', '', undefined, /cannot show\. It is saved\.$/u],
  ['a label called like a part of JavaScript', 'constructor', undefined, /cannot show \(constructor\)/u],
])('R12: %s is a line with words', (_what, label, by, words) => {
  const act = keptAct(label)
  expect(act.by).toBe(by)
  expect(act.words).toMatch(words)
})
