const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The keys as this computer's keyboard has them written: Ctrl and Alt, or ⌘ and ⌥. */
export function keyNames(keys: readonly string[]): readonly string[] {
  return isMac ? keys.map((key) => (key === 'Ctrl' ? '⌘' : key === 'Alt' ? '⌥' : key)) : keys
}

export const SEND_KEYS = keyNames(['Ctrl', '↵']).join(' ')
