import { useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'
import { IS_MAC, keyHint, type Keyboard } from './key-names.ts'
import type { ShortcutId } from './keymap.ts'

/** One's own choice, kept in this browser: who dictates, or strikes keys by accident, switches single letters off (WCAG 2.1.4). */
const STORED_AS = 'pagedesk.letter-keys'
const OFF = 'off'

export function areLetterKeysOn(): boolean {
  return kept.read(STORED_AS) !== OFF
}

export function switchLetterKeys(wanted: boolean): void {
  if (wanted) {
    kept.remove(STORED_AS)
  } else {
    kept.write(STORED_AS, OFF)
  }
}

export function useLetterKeys(): boolean {
  return useSyncExternalStore(subscribe, areLetterKeysOn)
}

export function useKeyboard(): Keyboard {
  return { isMac: IS_MAC, areLettersOn: useLetterKeys() }
}

/** What stands beside an act: "Alt E", "E" on a Mac, nothing when the only way is switched off. */
export function useKeyHint(id: ShortcutId): string | undefined {
  const hint = keyHint(id, useKeyboard()).join(' ')
  return hint === '' ? undefined : hint
}

function subscribe(listener: () => void): () => void {
  return kept.subscribe(STORED_AS, listener)
}
