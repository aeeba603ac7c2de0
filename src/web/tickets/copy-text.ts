import { showToast } from '../ui/toast-store.ts'

/** The clipboard exists only on https and localhost; elsewhere the words say so. */
export async function copyText(text: string): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (clipboard === undefined) {
    showToast({ message: 'This browser copies only over https. Select the text and copy it yourself.', isLasting: true })
    return
  }
  try {
    await clipboard.writeText(text)
  } catch (failure) {
    if (!(failure instanceof DOMException)) {
      throw failure
    }
    // The browser asks its person, who may say no.
    showToast({ message: 'The browser did not allow copying. Select the text and copy it yourself.', isLasting: true })
    return
  }
  showToast({ message: 'Text copied' })
}
