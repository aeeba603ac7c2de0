import { useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'
import { keyNames, SEND_KEYS } from './key-names.ts'

/** One's own choice, kept in this browser: Enter sends, and Shift with Enter begins a line. */
const STORED_AS = 'pagedesk.enter-sends'
const ON = 'on'

function doesEnterSend(): boolean {
  return kept.read(STORED_AS) === ON
}

export function switchEnterSends(wanted: boolean): void {
  if (wanted) {
    kept.write(STORED_AS, ON)
  } else {
    kept.remove(STORED_AS)
  }
}

export function useEnterSends(): boolean {
  return useSyncExternalStore((listener) => kept.subscribe(STORED_AS, listener), doesEnterSend)
}

/** What stands on the button that sends. */
export function useSendKeys(): string {
  return useEnterSends() ? keyNames(['↵']).join(' ') : SEND_KEYS
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>

/** Whether this press sends what one writes; while a word is still being put together by other keys none does. */
export function isSendPress(press: Press, enterSends: boolean): boolean {
  if (press.key !== 'Enter' || press.isComposing) {
    return false
  }
  return press.ctrlKey || press.metaKey || (enterSends && !press.shiftKey && !press.altKey)
}
