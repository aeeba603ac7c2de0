import { expect, test } from 'vitest'
import { KEYMAP, SHORTCUT_IDS, type ShortcutId } from './keymap.ts'
import { matchKeys, type Press } from './match-keys.ts'

const idle: Press = {
  key: '',
  code: '',
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  altGraph: false,
  isTyping: false,
  isMac: false,
  areLettersOn: true,
}
const mac: Press = { ...idle, isMac: true }
const atTickets: ReadonlySet<ShortcutId> = new Set(SHORTCUT_IDS.filter((id) => KEYMAP[id].group !== 'Posts'))
const atPosts: ReadonlySet<ShortcutId> = new Set(SHORTCUT_IDS.filter((id) => KEYMAP[id].group !== 'This ticket'))
const meaning = (press: Partial<Press>, base = idle, offered = atTickets) => {
  const match = matchKeys({ ...base, ...press }, undefined, offered)
  return match.kind === 'shortcut' ? match.id : match.kind
}

test.each([
  ['J', 'next-ticket'],
  ['K', 'previous-ticket'],
  ['R', 'reply'],
  ['I', 'internal-comment'],
  ['E', 'solve'],
  ['A', 'assign'],
  ['M', 'assign-to-me'],
  ['O', 'client-panel'],
])('U2: %s alone is an act outside a field, and a letter in one', (letter, id) => {
  const press = { key: letter.toLowerCase(), code: `Key${letter}` }
  expect(meaning(press)).toBe(id)
  expect(meaning(press, mac)).toBe(id)
  expect(meaning({ ...press, isTyping: true })).toBe('none')
  expect(meaning({ ...press, isTyping: true }, mac)).toBe('none')
})

// What macOS writes for ⌥ and a key: its layouts "German", "Polish Pro", "French", "US". "Dead" waits for a vowel.
test.each([
  ['German', 'KeyE', '€'],
  ['German', 'KeyL', '@'],
  ['German', 'KeyP', 'π'],
  ['German', 'KeyO', 'ø'],
  ['German', 'KeyJ', 'º'],
  ['German', 'KeyK', '∆'],
  ['Polish', 'KeyE', 'ę'],
  ['Polish', 'KeyL', 'ł'],
  ['Polish', 'KeyO', 'ó'],
  ['Polish', 'KeyP', 'π'],
  ['Polish', 'KeyJ', '∆'],
  ['Polish', 'KeyK', 'Ż'],
  ['French', 'KeyE', 'ê'],
  ['French', 'KeyL', '¬'],
  ['French', 'KeyO', 'œ'],
  ['French', 'KeyP', 'π'],
  ['French', 'KeyJ', 'Ï'],
  ['French', 'KeyK', 'È'],
  ['US', 'KeyE', 'Dead'],
  ['US', 'KeyL', '¬'],
  ['US', 'KeyO', 'ø'],
  ['US', 'KeyP', 'π'],
  ['US', 'KeyJ', '∆'],
  ['US', 'KeyK', '˚'],
])('U2: on a Mac with a %s keyboard, ⌥ %s in a field writes %s and does nothing else', (_layout, code, key) => {
  expect(meaning({ code, key, alt: true, isTyping: true }, mac)).toBe('none')
  // Firefox says of ⌥ that it is AltGraph.
  expect(meaning({ code, key, alt: true, altGraph: true, isTyping: true }, mac)).toBe('none')
})

test('U2: on a Mac, ⌥ E outside a field solves, also where Firefox calls ⌥ AltGraph', () => {
  expect(meaning({ code: 'KeyE', key: '€', alt: true }, mac)).toBe('solve')
  expect(meaning({ code: 'KeyE', key: '€', alt: true, altGraph: true }, mac)).toBe('solve')
})

test('U2: ⌘ chords write nothing, so they work in a field; Ctrl K of a Mac belongs to its text fields', () => {
  expect(meaning({ code: 'KeyK', key: 'k', meta: true, isTyping: true }, mac)).toBe('command-menu')
  expect(meaning({ code: 'KeyE', key: '€', meta: true, alt: true, isTyping: true }, mac)).toBe('solve-and-next')
  expect(meaning({ code: 'KeyK', key: 'k', ctrl: true, isTyping: true }, mac)).toBe('none')
})

// Browsers on Windows tell AltGr as AltGraph; some tell the same press as Ctrl and Alt with the sign it writes.
test.each([
  ['German', 'KeyE', '€'],
  ['Polish', 'KeyE', 'ę'],
  ['Polish', 'KeyL', 'ł'],
  ['Polish', 'KeyO', 'ó'],
  ['French', 'KeyE', '€'],
  ['US International', 'KeyE', 'é'],
  ['US International', 'KeyL', 'ø'],
  ['US International', 'KeyP', 'ö'],
  ['US International', 'KeyO', 'ó'],
])('U2: on Windows with a %s keyboard, AltGr %s writes %s and does nothing else', (_layout, code, key) => {
  expect(meaning({ code, key, altGraph: true, isTyping: true })).toBe('none')
  expect(meaning({ code, key, altGraph: true })).toBe('none')
  expect(meaning({ code, key, ctrl: true, alt: true, altGraph: true, isTyping: true })).toBe('none')
  expect(meaning({ code, key, ctrl: true, alt: true, isTyping: true })).toBe('none')
})

test.each([
  ['US', 'KeyE', 'e', 'solve'],
  ['German', 'KeyL', 'l', 'reply'],
  ['Polish', 'KeyP', 'p', 'internal-comment'],
  ['French', 'KeyO', 'o', 'client-panel'],
  ['Russian', 'KeyJ', 'о', 'next-ticket'],
  ['Ukrainian', 'KeyE', 'у', 'solve'],
  ['Greek', 'KeyK', 'κ', 'previous-ticket'],
])('U2: elsewhere than on a Mac, Alt works while one writes on a %s keyboard', (_layout, code, key, id) => {
  expect(meaning({ code, key, alt: true, isTyping: true })).toBe(id)
})

test.each([
  ['AZERTY, where A is at the place of Q', 'KeyQ', 'a', 'assign'],
  ['AZERTY, where M is beside L', 'Semicolon', 'm', 'assign-to-me'],
  ['Dvorak, where E is at the place of D', 'KeyD', 'e', 'solve'],
  ['Russian', 'KeyE', 'у', 'solve'],
  ['Arabic', 'KeyJ', 'ت', 'next-ticket'],
])('the letter is the one that is printed on the key, or its place where no Latin letter is: %s', (_layout, code, key, id) => {
  expect(meaning({ code, key })).toBe(id)
})

test('U2: single letters that are switched off do nothing, and what has Ctrl or Alt goes on working', () => {
  const off: Press = { ...idle, areLettersOn: false }
  expect(meaning({ code: 'KeyE', key: 'e' }, off)).toBe('none')
  expect(meaning({ code: 'KeyG', key: 'g' }, off)).toBe('none')
  expect(meaning({ code: 'Slash', key: '?', shift: true }, off)).toBe('none')
  expect(meaning({ code: 'KeyE', key: 'e', alt: true }, off)).toBe('solve')
  expect(meaning({ code: 'KeyK', key: 'k', ctrl: true }, off)).toBe('command-menu')
  expect(meaning({ code: 'F6', key: 'F6' }, off)).toBe('next-region')
})

test('G waits for its second key', () => {
  const first = matchKeys({ ...idle, code: 'KeyG', key: 'g' }, undefined, atTickets)
  expect(first).toEqual({ kind: 'waiting', first: { key: 'G' } })
  expect(matchKeys({ ...idle, code: 'KeyS', key: 's' }, { key: 'G' }, atTickets)).toEqual({ kind: 'shortcut', id: 'go-settings' })
})

test('a second key that belongs to nothing ends the pair', () => {
  expect(matchKeys({ ...idle, code: 'KeyE', key: 'e' }, { key: 'G' }, atTickets)).toEqual({ kind: 'none' })
})

test('a key with more modifiers than its shortcut is another key', () => {
  expect(meaning({ code: 'KeyK', key: 'K', ctrl: true, shift: true })).toBe('none')
  expect(meaning({ code: 'KeyK', key: 'k', ctrl: true, meta: true })).toBe('none')
  expect(meaning({ code: 'KeyE', key: 'E', shift: true })).toBe('none')
})

test('U19: F6 and Shift F6 go round in both directions, also out of a field', () => {
  expect(meaning({ code: 'F6', key: 'F6', isTyping: true })).toBe('next-region')
  expect(meaning({ code: 'F6', key: 'F6', shift: true, isTyping: true })).toBe('previous-region')
})

test.each([
  ['j', 'next-comment'],
  ['k', 'previous-comment'],
  ['n', 'next-unanswered'],
  ['r', 'reply-publicly'],
  ['p', 'reply-privately'],
  ['l', 'like-comment'],
  ['h', 'hide-comment'],
  ['d', 'delete-comment'],
  ['x', 'select-comment'],
  ['Delete', 'delete-comment'],
  ['Escape', 'leave-comment'],
])('among the posts %s is about the comment one stands on, and belongs to the text while one writes', (key, id) => {
  const press = { key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key }
  expect(meaning(press, idle, atPosts)).toBe(id)
  expect(meaning(press, mac, atPosts)).toBe(id)
  expect(meaning({ ...press, isTyping: true }, idle, atPosts)).toBe('none')
})

test('where one answers among the posts, R is the comment that one stands on; Delete and Esc stay when letters are off', () => {
  const off: Press = { ...idle, areLettersOn: false }
  expect(meaning({ code: 'KeyR', key: 'r' }, idle, new Set(SHORTCUT_IDS))).toBe('reply-publicly')
  expect(meaning({ code: 'Escape', key: 'Escape' }, off, atPosts)).toBe('leave-comment')
  expect(meaning({ code: 'KeyD', key: 'd' }, off, atPosts)).toBe('none')
})

test('the question mark is found wherever the keyboard has it', () => {
  expect(meaning({ code: 'Minus', key: '?', shift: true })).toBe('all-keys')
  expect(meaning({ code: 'KeyM', key: '?', shift: true, isTyping: true })).toBe('none')
})
