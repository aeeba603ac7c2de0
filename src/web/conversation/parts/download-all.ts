import type { FilePart } from '../../api/types.ts'

/** Saves one after the other; the browser asks its person once whether it may save several. */
export function downloadAll(files: readonly FilePart[]): void {
  for (const { url, name } of files) {
    if (url !== null) {
      const link = document.createElement('a')
      link.href = url
      link.download = name ?? ''
      link.click()
    }
  }
}
