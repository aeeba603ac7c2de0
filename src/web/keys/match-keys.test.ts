import { expect, test } from 'vitest'
import { matchKeys, type Press } from './match-keys.ts'

const idle: Press = { code: '', sign: '', mod: false, alt: false, shift: false, isTyping: false }

test('a letter with Alt works while one is writing', () => {
  expect(matchKeys({ ...idle, code: 'KeyJ', alt: true, isTyping: true }, undefined)).toEqual({ kind: 'shortcut', id: 'next-ticket' })
})

test('a bare letter is a letter while one is writing', () => {
  expect(matchKeys({ ...idle, code: 'KeyM', isTyping: true }, undefined)).toEqual({ kind: 'none' })
})

test('a bare letter is an act when nobody writes', () => {
  expect(matchKeys({ ...idle, code: 'KeyM' }, undefined)).toEqual({ kind: 'shortcut', id: 'assign-to-me' })
})

test('G waits for its second key', () => {
  const first = matchKeys({ ...idle, code: 'KeyG' }, undefined)
  expect(first).toEqual({ kind: 'waiting', first: { code: 'KeyG' } })
  expect(matchKeys({ ...idle, code: 'KeyS' }, { code: 'KeyG' })).toEqual({ kind: 'shortcut', id: 'go-settings' })
})

test('a second key that belongs to nothing ends the pair', () => {
  expect(matchKeys({ ...idle, code: 'KeyX' }, { code: 'KeyG' })).toEqual({ kind: 'none' })
})

test('a key with more modifiers than its shortcut is another key', () => {
  expect(matchKeys({ ...idle, code: 'KeyK', mod: true, shift: true }, undefined)).toEqual({ kind: 'none' })
})

test('the question mark is found wherever the keyboard has it', () => {
  expect(matchKeys({ ...idle, code: 'Minus', sign: '?', shift: true }, undefined)).toEqual({ kind: 'shortcut', id: 'all-keys' })
  expect(matchKeys({ ...idle, code: 'KeyM', sign: '?', shift: true, isTyping: true }, undefined)).toEqual({ kind: 'none' })
})
