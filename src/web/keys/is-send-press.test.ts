import { expect, test } from 'vitest'
import { isSendPress } from './is-send-press.ts'

const press = { key: 'Enter', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false }

test.each([
  ['Enter begins a line', press, false, false],
  ['Ctrl with Enter sends', { ...press, ctrlKey: true }, false, true],
  ['⌘ with Enter sends', { ...press, metaKey: true }, false, true],
  ['Enter sends for whoever wants that', press, true, true],
  ['and so does Ctrl with Enter', { ...press, ctrlKey: true }, true, true],
  ['Shift with Enter begins a line then', { ...press, shiftKey: true }, true, false],
  ['Enter that ends a word of Japanese never sends', { ...press, isComposing: true }, true, false],
  ['nor does another key', { ...press, key: 'a' }, true, false],
])('%s', (_what, pressed, enterSends, sends) => {
  expect(isSendPress(pressed, enterSends)).toBe(sends)
})
