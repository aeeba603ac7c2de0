import { useEffect, useState } from 'react'
import { keepDraft, onGivenBack, readDraft, subscribeToDraft, type DraftOf } from './drafts.ts'
import { isEmpty } from './draft-step.ts'
import { keptMentions } from './kept-mention.ts'
import { keptQuotes } from './kept-quote.ts'
import { useBegunOffer } from './offers/use-begun-offer.ts'
import { useDraftThere, type DraftTrouble } from './use-draft-there.ts'

type DraftText = {
  readonly text: string
  setText(text: string): void
  clear(): void
  /** Another browser holds other words, and both were written on; or the desk never keeps these. */
  readonly trouble: DraftTrouble | undefined
}

/** What one writes, and what is to be tapped below it, kept as it is written: in this browser at once, and at the desk a moment later. */
export function useDraftText({ memberId, ticketId, mode, threadId }: DraftOf, { takesOffer }: { readonly takesOffer: boolean }): DraftText {
  const [text, setText] = useState(() => readDraft({ memberId, ticketId, mode, threadId }))
  const [offer, setOffer] = useBegunOffer({ memberId, ticketId }, takesOffer)
  const trouble = useDraftThere({ memberId, ticketId, mode, threadId }, { text, offer, takesOffer }, (next) => {
    setText(next.text)
    setOffer(next.offer)
    if (mode === 'reply' && isEmpty(next)) {
      // It was sent from elsewhere, with what it quoted and whom it mentioned.
      keptQuotes.drop({ memberId, ticketId, threadId })
      keptMentions.drop({ memberId, ticketId, threadId })
    }
  })

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

  return { text, setText, clear, trouble }
}
