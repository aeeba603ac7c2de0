import { isForText, isLetterOnly, SHORTCUT_IDS, waysOf, type Chord, type ShortcutId, type SignKey, type Way } from './keymap.ts'

/** What of a keyboard event, and of where it happens, decides. */
export type Press = {
  /** What the key writes with the modifiers that are held: `KeyboardEvent.key`. */
  readonly key: string
  /** Where the key is, named after the US keyboard: `KeyboardEvent.code`. */
  readonly code: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** The key that writes the third sign of a key is held. */
  readonly altGraph: boolean
  /** The focus is in a field that takes text. */
  readonly isTyping: boolean
  readonly isMac: boolean
  /** Single letters are switched on. */
  readonly areLettersOn: boolean
}

export type Match =
  | { readonly kind: 'none' }
  /** The first half of a pair such as G then T. */
  | { readonly kind: 'waiting'; readonly first: Chord }
  | { readonly kind: 'shortcut'; readonly id: ShortcutId }

/** What a press means among the acts that are offered, given the half of a pair that may have come before it. */
export function matchKeys(press: Press, first: Chord | undefined, offered: ReadonlySet<ShortcutId>): Match {
  if (writesText(press)) {
    return { kind: 'none' }
  }
  const isHeard = (way: Way) => (press.areLettersOn || !isLetterOnly(way)) && (!press.isTyping || !isForText(way))
  const fitting = SHORTCUT_IDS.filter((id) => offered.has(id))
    .flatMap((id) => waysOf(id).map((way) => ({ id, way })))
    .filter(({ way }) => isHeard(way) && chordFits(expectedChord(way, first), press))
  const done = fitting.find(({ way }) => way.length === (first === undefined ? 1 : 2))
  if (done !== undefined) {
    return { kind: 'shortcut', id: done.id }
  }
  const half = first === undefined ? fitting[0]?.way[0] : undefined
  return half === undefined || 'sign' in half ? { kind: 'none' } : { kind: 'waiting', first: half }
}

/**
 * Whether the press writes a sign, so that it belongs to the text and to nobody else. AltGr and a Mac's ⌥ write signs: AltGr E and
 * ⌥ E are € on German keyboards, ⌥ L is @. Firefox calls ⌥ AltGraph too, so on a Mac only the letter itself tells.
 */
function writesText(press: Press): boolean {
  const { alt, meta, isMac, altGraph, isTyping } = press
  if (altGraph && !isMac) {
    return true
  }
  const isCommand = isMac && meta
  return isTyping && alt && !isCommand && !isPlainLetter(press)
}

/** With Alt held the key still writes its own letter, so Alt adds no sign of its own. */
function isPlainLetter({ key, code, isMac }: Press): boolean {
  if (isMac) {
    return code === `Key${key.toUpperCase()}`
  }
  // Elsewhere Alt changes no letter: a letter of another script is the one that is printed on the key.
  return /^[a-z]$/iu.test(key) || (/^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key))
}

function expectedChord(way: Way, first: Chord | undefined): Chord | SignKey | undefined {
  const [one, two] = way
  if (first === undefined) {
    return one
  }
  return 'key' in one && one.key === first.key ? two : undefined
}

function chordFits(chord: Chord | SignKey | undefined, press: Press): boolean {
  if (chord === undefined) {
    return false
  }
  return 'sign' in chord ? chord.sign === press.key && !press.ctrl && !press.meta && !press.alt : isSameChord(chord, press)
}

function isSameChord(chord: Chord, press: Press): boolean {
  const [mod, foreign] = press.isMac ? [press.meta, press.ctrl] : [press.ctrl, press.meta]
  return (
    !foreign &&
    chord.key === nameOf(press) &&
    (chord.mod ?? false) === mod &&
    (chord.alt ?? false) === press.alt &&
    (chord.shift ?? false) === press.shift
  )
}

/** The letter printed on the key where the keyboard has Latin letters, so AZERTY and Dvorak find it; else the place it has on a US one. */
function nameOf({ key, code }: Press): string {
  if (/^[a-z]$/iu.test(key)) {
    return key.toUpperCase()
  }
  return /^Key([A-Z])$/u.exec(code)?.[1] ?? key
}
