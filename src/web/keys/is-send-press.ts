type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>

/** Whether this press sends what one writes; while a word is still being put together by other keys none does. */
export function isSendPress(press: Press, enterSends: boolean): boolean {
  if (press.key !== 'Enter' || press.isComposing) {
    return false
  }
  return press.ctrlKey || press.metaKey || (enterSends && !press.shiftKey && !press.altKey)
}
