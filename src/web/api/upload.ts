import type { AnswerOf } from '#api/contract/endpoints.ts'
import { DeskProblem } from './desk-problem.ts'

/** Nothing of it went out for so long: the line is dead. */
const SILENT_AT_MOST_MS = 30_000

type Sending = {
  readonly ticketId: string
  readonly threadId: string | undefined
  readonly file: File
  readonly signal: AbortSignal
  onProgress(share: number): void
}

/**
 * Brings a file to the desk, and tells how much of it is there: which `fetch` does not. Rejects with the desk's own words (`DeskProblem`), or with
 * another error where none came.
 */
export function uploadFile({
  ticketId,
  threadId,
  file,
  signal,
  onProgress,
}: Sending): Promise<AnswerOf<'POST /api/v1/tickets/:ticketId/files'>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let silence = 0
    const heard = (): void => {
      window.clearTimeout(silence)
      silence = window.setTimeout(() => request.abort(), SILENT_AT_MOST_MS)
    }
    const lose = (): void => reject(new Error('The file did not come through.'))
    request.open(
      'POST',
      `/api/v1/tickets/${encodeURIComponent(ticketId)}/files?${new URLSearchParams({ name: file.name, ...(threadId === undefined ? {} : { threadId }) }).toString()}`,
    )
    request.upload.addEventListener('progress', ({ loaded }) => {
      heard()
      onProgress(loaded / file.size)
    })
    request.addEventListener('load', () => {
      if (request.status === 201) {
        resolve(JSON.parse(request.responseText) as AnswerOf<'POST /api/v1/tickets/:ticketId/files'>)
      } else {
        reject(DeskProblem.from(problemIn(request.responseText), request.status))
      }
    })
    request.addEventListener('error', lose)
    request.addEventListener('abort', lose)
    request.addEventListener('loadend', () => window.clearTimeout(silence))
    signal.addEventListener('abort', () => request.abort())
    heard()
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

function problemIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page, say: `DeskProblem` has words for that.
    return undefined
  }
}
