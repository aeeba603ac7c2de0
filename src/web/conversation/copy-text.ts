import { copyToClipboard, type CopyOutcome } from '../ui/clipboard.ts'
import { showToast } from '../ui/toast-store.ts'

const WORDS: Readonly<Record<CopyOutcome, string>> = {
  copied: 'Text copied',
  'needs-https': 'This browser copies only over https. Select the text and copy it yourself.',
  refused: 'The browser did not allow copying. Select the text and copy it yourself.',
}

/** Copies a text, and says whether it was. */
export async function copyText(text: string): Promise<void> {
  const outcome = await copyToClipboard(text)
  showToast({ message: WORDS[outcome], isLasting: outcome !== 'copied' })
}
