/** Why nothing was copied: browsers have a clipboard on https and localhost only, and their person may say no. */
export type CopyOutcome = 'copied' | 'needs-https' | 'refused'

export async function copyToClipboard(text: string): Promise<CopyOutcome> {
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (clipboard === undefined) {
    return 'needs-https'
  }
  try {
    await clipboard.writeText(text)
    return 'copied'
  } catch (failure) {
    if (failure instanceof DOMException) {
      return 'refused'
    }
    throw failure
  }
}
