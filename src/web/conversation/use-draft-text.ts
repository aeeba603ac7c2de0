import { useEffect, useState } from 'react'
import { keepDraft, readDraft, subscribeToDraft, type DraftOf } from './drafts.ts'

type DraftText = { readonly text: string; setText(text: string): void; clear(): void }

/** What one writes, kept as it is written. */
export function useDraftText({ memberId, ticketId, mode, threadId }: DraftOf): DraftText {
  const [text, setText] = useState(() => readDraft({ memberId, ticketId, mode, threadId }))

  useEffect(() => keepDraft({ memberId, ticketId, mode, threadId }, text), [memberId, ticketId, mode, threadId, text])

  // Written on, or sent, in another tab: what lies behind shows the same when one comes back to it.
  useEffect(() => {
    const of = { memberId, ticketId, mode, threadId }
    return subscribeToDraft(of, () => {
      if (!document.hasFocus()) {
        setText(readDraft(of))
      }
    })
  }, [memberId, ticketId, mode, threadId])

  function clear(): void {
    // At once: a crash before the next drawing must not leave both.
    keepDraft({ memberId, ticketId, mode, threadId }, '')
    setText('')
  }

  return { text, setText, clear }
}
