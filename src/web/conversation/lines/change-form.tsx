import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { isSendPress, useEnterSends } from '../../keys/enter-sends.ts'
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
  const enterSends = useEnterSends()

  useEffect(() => field.current?.focus(), [])

  function handleSend(): void {
    if (canSend) {
      onSend(text)
    }
  }

  function handleKeyDown(event: KeyboardEvent): void {
    if (isSendPress(event.nativeEvent, enterSends)) {
      event.preventDefault()
      handleSend()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      onLeave()
    }
  }

  return (
    <form
      className="change-form"
      aria-label="Change the message"
      onSubmit={(event) => {
        event.preventDefault()
        handleSend()
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        rows={3}
        aria-label="New text"
        aria-describedby={counterId}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={handleKeyDown}
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
