/** A key as the hardware names it (`KeyboardEvent.code`), so that AZERTY and Cyrillic layouts work too. */
export type Chord = { readonly code: string; readonly mod?: boolean; readonly alt?: boolean; readonly shift?: boolean }

/** A sign that stands on another key on each keyboard, such as the question mark. */
export type SignKey = { readonly sign: string }

export type ShortcutGroup = 'This ticket' | 'Go to' | 'Everywhere'

export type Shortcut = {
  readonly label: string
  readonly group: ShortcutGroup
  /** As written beside the act, one string for each key. */
  readonly keys: readonly string[]
  /** One chord, or two pressed one after the other. */
  readonly chords: readonly [Chord | SignKey] | readonly [Chord, Chord]
}

/** Every key of the desk. A screen offers an act by `useShortcut`; an act nobody offers does nothing. */
export const KEYMAP = {
  'command-menu': { label: 'Command menu', group: 'Everywhere', keys: ['Ctrl', 'K'], chords: [{ code: 'KeyK', mod: true }] },
  'all-keys': { label: 'All keys', group: 'Everywhere', keys: ['?'], chords: [{ sign: '?' }] },
  'switch-theme': { label: 'Light or dark', group: 'Everywhere', keys: ['G', 'D'], chords: [{ code: 'KeyG' }, { code: 'KeyD' }] },
  'next-region': { label: 'Next region', group: 'Everywhere', keys: ['F6'], chords: [{ code: 'F6' }] },
  'go-tickets': { label: 'Tickets', group: 'Go to', keys: ['G', 'T'], chords: [{ code: 'KeyG' }, { code: 'KeyT' }] },
  'go-settings': { label: 'Settings', group: 'Go to', keys: ['G', 'S'], chords: [{ code: 'KeyG' }, { code: 'KeyS' }] },
  'next-ticket': { label: 'Next ticket', group: 'This ticket', keys: ['Alt', 'J'], chords: [{ code: 'KeyJ', alt: true }] },
  'previous-ticket': { label: 'Previous ticket', group: 'This ticket', keys: ['Alt', 'K'], chords: [{ code: 'KeyK', alt: true }] },
  reply: { label: 'Reply', group: 'This ticket', keys: ['Alt', 'L'], chords: [{ code: 'KeyL', alt: true }] },
  'internal-comment': { label: 'Internal comment', group: 'This ticket', keys: ['Alt', 'P'], chords: [{ code: 'KeyP', alt: true }] },
  solve: { label: 'Solve', group: 'This ticket', keys: ['Alt', 'E'], chords: [{ code: 'KeyE', alt: true }] },
  'solve-and-next': {
    label: 'Solve and next',
    group: 'This ticket',
    keys: ['Ctrl', 'Alt', 'E'],
    chords: [{ code: 'KeyE', alt: true, mod: true }],
  },
  assign: { label: 'Assign', group: 'This ticket', keys: ['A'], chords: [{ code: 'KeyA' }] },
  'assign-to-me': { label: 'Assign to me', group: 'This ticket', keys: ['M'], chords: [{ code: 'KeyM' }] },
  'client-panel': { label: 'Client panel', group: 'This ticket', keys: ['Alt', 'O'], chords: [{ code: 'KeyO', alt: true }] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof KEYMAP

export const SHORTCUT_IDS = Object.keys(KEYMAP) as readonly ShortcutId[]

/** A key without Ctrl or Alt is a letter to somebody who writes, so it is deaf while a text field has the focus. */
export function isLetterOnly(chord: Chord | SignKey): boolean {
  return 'sign' in chord || (chord.mod !== true && chord.alt !== true && chord.code !== 'F6')
}
