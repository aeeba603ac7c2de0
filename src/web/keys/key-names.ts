import { isLetterOnly, waysOf, type Chord, type ShortcutId, type SignKey, type Way } from './keymap.ts'

/** What decides how keys are written beside an act. */
export type Keyboard = { readonly isMac: boolean; readonly areLettersOn: boolean }

export const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/u.test(navigator.userAgent)

/** The keys as this computer's keyboard has them written: Ctrl and Alt, or ⌘ and ⌥. */
export function keyNames(keys: readonly string[], isMac = IS_MAC): readonly string[] {
  return isMac ? keys.map((key) => (key === 'Ctrl' ? '⌘' : key === 'Alt' ? '⌥' : key)) : keys
}

export const SEND_KEYS = keyNames(['Ctrl', '↵']).join(' ')
export const UNDO_KEYS = keyNames(['Ctrl', 'Z']).join(' ')

/** Every way that calls an act on this keyboard, as written. Empty when single letters are its only way and are switched off. */
export function waysShown(id: ShortcutId, keyboard: Keyboard): readonly (readonly string[])[] {
  const usable = waysOf(id).filter((way) => keyboard.areLettersOn || !isLetterOnly(way))
  const letters = usable.filter(isLetterOnly)
  // On a Mac, ⌥ with a letter is a sign wherever one writes; where one does not, the letter alone is shorter.
  const shown = keyboard.isMac && letters.length > 0 ? letters : usable
  return shown.map((way) => namesOf(way, keyboard.isMac))
}

/** The one way that stands beside an act: the one that also works while one writes, if this keyboard has it. */
export function keyHint(id: ShortcutId, keyboard: Keyboard): readonly string[] {
  return waysShown(id, keyboard).at(-1) ?? []
}

function namesOf(way: Way, isMac: boolean): readonly string[] {
  return keyNames(way.flatMap(partsOf), isMac)
}

function partsOf(chord: Chord | SignKey): readonly string[] {
  if ('sign' in chord) {
    return [chord.sign]
  }
  return [
    ...(chord.mod ? ['Ctrl'] : []),
    ...(chord.alt ? ['Alt'] : []),
    ...(chord.shift ? ['Shift'] : []),
    SHOWN_AS[chord.key] ?? chord.key,
  ]
}

const SHOWN_AS: Readonly<Record<string, string>> = { Escape: 'Esc' }
