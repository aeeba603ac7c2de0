import { expect, test } from 'vitest'
import { escapeJson } from './escaped-json.ts'

test.each([
  ['a letter outside ASCII', 'ä', '"\\u00e4"'],
  ['an emoji, as two halves', '😀', '"\\ud83d\\ude00"'],
  ['a slash', 'a/b', '"a\\/b"'],
  ['a quote and a backslash', '"\\', '"\\"\\\\"'],
  ['a line break', 'a\nb', '"a\\nb"'],
  ['plain text', 'hello', '"hello"'],
])('%s goes as Facebook writes it', (_what, text, wire) => {
  expect(escapeJson(text)).toBe(wire)
  expect(JSON.parse(escapeJson(text))).toBe(text)
})
