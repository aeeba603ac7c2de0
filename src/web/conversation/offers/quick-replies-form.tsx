import { useRef } from 'react'
import { OFFER_LIMITS } from '#domain/offers/offer-faults.ts'
import { CountedInput } from './counted-input.tsx'
import { AnotherButton, movedUp, PlaceButtons } from './list-buttons.tsx'

type Props = { readonly replies: readonly string[]; readonly onChange: (replies: readonly string[]) => void }

/** Enter goes on with the next one. */
export function QuickRepliesForm({ replies, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null)

  function focusAt(index: number): void {
    window.requestAnimationFrame(() => list.current?.querySelectorAll('input')[index]?.focus())
  }

  function addAfter(index: number): void {
    if (replies.length < OFFER_LIMITS.replies) {
      onChange(replies.toSpliced(index + 1, 0, ''))
    }
    focusAt(index + 1)
  }

  return (
    <>
      <ol ref={list} className="offering-list">
        {replies.map((reply, index) => (
          <li key={index}>
            <CountedInput
              label={`Quick reply ${index + 1}`}
              value={reply}
              limit={OFFER_LIMITS.replyTitle}
              onChange={(next) => onChange(replies.with(index, next))}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
                  addAfter(index)
                }
              }}
            />
            <PlaceButtons
              name={`quick reply ${index + 1}`}
              onUp={index === 0 ? undefined : () => onChange(movedUp(replies, index))}
              onRemove={
                replies.length === 1
                  ? undefined
                  : () => {
                      onChange(replies.toSpliced(index, 1))
                      focusAt(Math.max(0, index - 1))
                    }
              }
            />
          </li>
        ))}
      </ol>
      <AnotherButton name="quick reply" count={replies.length} limit={OFFER_LIMITS.replies} onAdd={() => addAfter(replies.length - 1)} />
    </>
  )
}
