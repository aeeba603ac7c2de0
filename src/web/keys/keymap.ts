type Letter = 'A' | 'D' | 'E' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M' | 'N' | 'O' | 'P' | 'Q' | 'R' | 'S' | 'T' | 'X' | 'Z'
type NamedKey = 'F6' | 'Delete' | 'Escape'

/** A key with the modifiers it is pressed with. `mod` is Ctrl, or ⌘ on a Mac; `alt` is ⌥ there. */
export type Chord = { readonly key: Letter | NamedKey; readonly mod?: true; readonly alt?: true; readonly shift?: true }

/** A sign that stands on another key on each keyboard, such as the question mark. */
export type SignKey = { readonly sign: string }

/** How an act is called: one chord, or two pressed one after the other. */
export type Way = readonly [Chord | SignKey] | readonly [Chord, Chord]

export type ShortcutGroup = 'Posts' | 'This ticket' | 'Go to' | 'Everywhere'

export type Shortcut = {
  readonly label: string
  readonly group: ShortcutGroup
  /** Single letters first: they work outside text fields on every computer. Alt chords work inside them too, but not on a Mac. */
  readonly ways: readonly [Way, ...Way[]]
}

/**
 * Every key of the desk. A screen offers an act by `useShortcut`; an act nobody offers does nothing. Of two with one key that are offered
 * at once the first here is meant: where one answers among the posts, R is the comment that one stands on.
 */
export const KEYMAP = {
  'command-menu': { label: 'Command menu', group: 'Everywhere', ways: [[{ key: 'K', mod: true }]] },
  'all-keys': { label: 'Keyboard shortcuts', group: 'Everywhere', ways: [[{ sign: '?' }]] },
  'switch-theme': { label: 'Light or dark', group: 'Everywhere', ways: [[{ key: 'G' }, { key: 'D' }]] },
  'next-region': { label: 'Next part of the screen', group: 'Everywhere', ways: [[{ key: 'F6' }]] },
  'previous-region': { label: 'Previous part of the screen', group: 'Everywhere', ways: [[{ key: 'F6', shift: true }]] },
  'go-tickets': { label: 'Tickets', group: 'Go to', ways: [[{ key: 'G' }, { key: 'T' }]] },
  'go-posts': { label: 'Posts', group: 'Go to', ways: [[{ key: 'G' }, { key: 'P' }]] },
  'go-settings': { label: 'Settings', group: 'Go to', ways: [[{ key: 'G' }, { key: 'S' }]] },
  'next-comment': { label: 'Next comment', group: 'Posts', ways: [[{ key: 'J' }]] },
  'previous-comment': { label: 'Previous comment', group: 'Posts', ways: [[{ key: 'K' }]] },
  'next-unanswered': { label: 'Next unanswered', group: 'Posts', ways: [[{ key: 'N' }]] },
  'reply-publicly': { label: 'Reply publicly', group: 'Posts', ways: [[{ key: 'R' }]] },
  'reply-privately': { label: 'Reply privately', group: 'Posts', ways: [[{ key: 'P' }]] },
  'like-comment': { label: 'Like, or take the like back', group: 'Posts', ways: [[{ key: 'L' }]] },
  'hide-comment': { label: 'Hide, or show again', group: 'Posts', ways: [[{ key: 'H' }]] },
  'delete-comment': { label: 'Delete', group: 'Posts', ways: [[{ key: 'Delete' }], [{ key: 'D' }]] },
  'select-comment': { label: 'Select', group: 'Posts', ways: [[{ key: 'X' }]] },
  'leave-comment': { label: 'Clear the selection; back to the post', group: 'Posts', ways: [[{ key: 'Escape' }]] },
  'next-ticket': { label: 'Next ticket', group: 'This ticket', ways: [[{ key: 'J' }], [{ key: 'J', alt: true }]] },
  'previous-ticket': { label: 'Previous ticket', group: 'This ticket', ways: [[{ key: 'K' }], [{ key: 'K', alt: true }]] },
  reply: { label: 'Reply', group: 'This ticket', ways: [[{ key: 'R' }], [{ key: 'L', alt: true }]] },
  'internal-comment': { label: 'Internal comment', group: 'This ticket', ways: [[{ key: 'I' }], [{ key: 'P', alt: true }]] },
  attach: { label: 'Attach files', group: 'This ticket', ways: [[{ key: 'A', mod: true, alt: true }]] },
  quote: { label: 'Reply to the newest message', group: 'This ticket', ways: [[{ key: 'Q' }]] },
  emoji: { label: 'Emoji', group: 'This ticket', ways: [[{ key: 'E', mod: true, shift: true }]] },
  solve: { label: 'Solve', group: 'This ticket', ways: [[{ key: 'E' }], [{ key: 'E', alt: true }]] },
  'solve-and-next': { label: 'Solve and next', group: 'This ticket', ways: [[{ key: 'E', mod: true, alt: true }]] },
  assign: { label: 'Assign', group: 'This ticket', ways: [[{ key: 'A' }]] },
  'assign-to-me': { label: 'Assign to me', group: 'This ticket', ways: [[{ key: 'M' }]] },
  undo: { label: 'Undo', group: 'This ticket', ways: [[{ key: 'Z' }]] },
  'client-panel': { label: 'Client panel', group: 'This ticket', ways: [[{ key: 'O' }], [{ key: 'O', alt: true }]] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof KEYMAP

export const SHORTCUT_IDS = Object.keys(KEYMAP) as readonly ShortcutId[]

export function waysOf(id: ShortcutId): readonly Way[] {
  return KEYMAP[id].ways
}

/** Called by letters or signs alone, which are text to somebody who writes and can be switched off. */
export function isLetterOnly(way: Way): boolean {
  return isUnmodified(way) && way.every((chord) => 'sign' in chord || !NAMED_KEYS.has(chord.key))
}

/** Means something to the field that one writes in: a letter, a sign, and the keys that delete there, or leave it. */
export function isForText(way: Way): boolean {
  return isUnmodified(way) && way.every((chord) => 'sign' in chord || chord.key !== 'F6')
}

const NAMED_KEYS: ReadonlySet<string> = new Set<NamedKey>(['F6', 'Delete', 'Escape'])

function isUnmodified(way: Way): boolean {
  return way.every((chord) => 'sign' in chord || (chord.mod !== true && chord.alt !== true))
}
