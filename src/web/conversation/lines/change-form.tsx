import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { useWritingKeys } from '../../keys/use-writing-keys.ts'
import { ReplyCounter } from '../counter.tsx'

type ChangeFormProps = {
  readonly text: string
  readonly isBusy: boolean
  readonly onSend: (text: string) => void
  readonly onLeave: () => void
}

/** Other words for a message that was not sent. */
export function ChangeForm({ text: before, isBusy, onSend, onLeave }: ChangeFormProps) {
  const [text, setText] = useState(before)
  const field = useRef<HTMLTextAreaElement>(null)
  const counterId = useId()
  const canSend = judgeLength(text).kind === 'fits' && !isBusy
  const { onSubmit, onKeyDown } = useWritingKeys({ canSend, onSend: () => onSend(text), onLeave })

  useEffect(() => field.current?.focus(), [])

  return (
    <form className="change-form" aria-label="Change the message" onSubmit={onSubmit}>
      <textarea
        ref={field}
        dir="auto"
        rows={3}
        aria-label="New text"
        aria-describedby={counterId}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="buttons">
        <Button type="submit" size="xs" variant="filled" disabled={!canSend}>
          Send
        </Button>
        <Button size="xs" variant="quiet" onClick={onLeave}>
          Cancel
        </Button>
        <ReplyCounter text={text} before={0} id={counterId} />
      </div>
    </form>
  )
}
