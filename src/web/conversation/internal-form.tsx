import type { RefObject } from 'react'
import { useSession } from '../session/session.ts'
import { COMMENT_LIMIT, CommentCounter } from './counter.tsx'
import { DraftTroubleNote } from './draft-trouble.tsx'
import { useDraftText } from './use-draft-text.ts'
import { useSend } from './use-send.ts'
import { WritingForm } from './writing-form.tsx'

type InternalFormProps = {
  readonly ticketId: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onLeave: () => void
  readonly onSent: (() => void) | undefined
}

/** What only colleagues will read. */
export function InternalForm({ ticketId, field, onLeave, onSent }: InternalFormProps) {
  const { memberId } = useSession()
  const { text, setText, clear, trouble } = useDraftText({ memberId, ticketId, mode: 'internal' }, { takesOffer: false })
  const send = useSend(ticketId, undefined)

  function handleSend(): void {
    send({ mode: 'internal', text, more: [], mention: undefined, quoting: undefined, files: [] })
    clear()
    onSent?.()
  }

  return (
    <WritingForm
      label="Internal comment"
      fieldLabel="Internal comment"
      placeholder="Write to your colleagues"
      sendLabel="Add comment"
      field={field}
      text={text}
      canSend={text.trim() !== '' && text.trim().length <= COMMENT_LIMIT}
      above={<DraftTroubleNote trouble={trouble} />}
      counter={<CommentCounter text={text} />}
      onText={setText}
      onSend={handleSend}
      onLeave={onLeave}
    />
  )
}
