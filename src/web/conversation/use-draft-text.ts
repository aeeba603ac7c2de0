import { useEffect, useState } from 'react'
import { keepDraft, onGivenBack, readDraft, subscribeToDraft, type DraftOf } from './drafts.ts'
import { useDraftThere, type DraftConflict } from './use-draft-there.ts'

type DraftText = {
  readonly text: string
  setText(text: string): void
  clear(): void
  /** Another browser holds other words, and both were written on. */
  readonly conflict: DraftConflict | undefined
}

/** What one writes, kept as it is written: in this browser at once, and at the desk a moment later. */
export function useDraftText({ memberId, ticketId, mode, threadId }: DraftOf): DraftText {
  const [text, setText] = useState(() => readDraft({ memberId, ticketId, mode, threadId }))
  const conflict = useDraftThere({ memberId, ticketId, mode, threadId }, text, setText)

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

  useEffect(() => onGivenBack(() => setText(readDraft({ memberId, ticketId, mode, threadId }))), [memberId, ticketId, mode, threadId])

  function clear(): void {
    // At once: a crash before the next drawing must not leave both.
    keepDraft({ memberId, ticketId, mode, threadId }, '')
    setText('')
  }

  return { text, setText, clear, conflict }
}
