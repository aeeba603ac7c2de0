import { isLetterOnly, KEYMAP, SHORTCUT_IDS, type Chord, type Shortcut, type ShortcutId, type SignKey } from './keymap.ts'

/** What of a keyboard event decides. `mod` is Ctrl, or ⌘ on a Mac. */
export type Press = {
  readonly code: string
  /** What the key writes. */
  readonly sign: string
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** The focus stands in a field that takes text. */
  readonly isTyping: boolean
}

export type Match =
  | { readonly kind: 'none' }
  /** The first half of a pair such as G then T. */
  | { readonly kind: 'waiting'; readonly first: Chord }
  | { readonly kind: 'shortcut'; readonly id: ShortcutId }

/** What a press means, given the half of a pair that may have come before it. */
export function matchKeys(press: Press, first: Chord | undefined): Match {
  const fitting = SHORTCUT_IDS.filter((id) => chordFits(expectedChord(KEYMAP[id], first), press))
  const done = fitting.find((id) => chordsOf(id).length === (first === undefined ? 1 : 2))
  if (done !== undefined) {
    return { kind: 'shortcut', id: done }
  }
  const begun = first === undefined ? fitting[0] : undefined
  const half = begun === undefined ? undefined : KEYMAP[begun].chords[0]
  return half === undefined || 'sign' in half ? { kind: 'none' } : { kind: 'waiting', first: half }
}

function expectedChord(shortcut: Shortcut, first: Chord | undefined): Chord | SignKey | undefined {
  const [one, two] = shortcut.chords
  if (first === undefined) {
    return one
  }
  return 'code' in one && one.code === first.code ? two : undefined
}

function chordFits(chord: Chord | SignKey | undefined, press: Press): boolean {
  if (chord === undefined || (press.isTyping && isLetterOnly(chord))) {
    return false
  }
  return 'sign' in chord ? chord.sign === press.sign && !press.mod && !press.alt : isSameChord(chord, press)
}

function isSameChord(chord: Chord, press: Press): boolean {
  const { mod = false, alt = false, shift = false } = chord
  return chord.code === press.code && mod === press.mod && alt === press.alt && shift === press.shift
}

function chordsOf(id: ShortcutId): readonly (Chord | SignKey)[] {
  return KEYMAP[id].chords
}
