import { Button, Modal } from '@mantine/core'
import { useRef } from 'react'
import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'
import { useIsSendPress } from '../../keys/enter-sends.ts'
import { EmojiButton } from '../emoji/emoji-button.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useWordedAct, type Worded, type WordedAct } from './use-worded-act.ts'

type WordsDialogProps = {
  readonly worded: Worded
  readonly who: string
  /** Why it cannot be done, should that turn out while somebody writes. What was written stays. */
  readonly obstacle: string | undefined
  readonly onClose: () => void
}

const WORDING: Readonly<Record<WordedAct, { title: (who: string) => string; hint: string; button: string; doing: string }>> = {
  edit: { title: () => 'Edit this answer', hint: 'Everyone on Facebook can read it.', button: 'Save', doing: 'Saving…' },
  'reply-privately': {
    title: (who) => `Reply privately to ${who}`,
    hint: 'Facebook allows one private reply to a comment. A conversation opens only when it is answered.',
    button: 'Send privately',
    doing: 'Sending…',
  },
}

/** Asks for the words of an edit or a private reply, and closes once the desk has them. */
export function WordsDialog({ worded, who, obstacle, onClose }: WordsDialogProps) {
  useFocusBack()
  const { hint, button, doing, ...wording } = WORDING[worded.act]
  const title = wording.title(who)
  const { text, setText, send, isPending, isBegun, problem } = useWordedAct(worded, onClose)
  const isSendPress = useIsSendPress()
  const field = useRef<HTMLTextAreaElement>(null)
  const verdict = judgeLength(text)
  const canSend = obstacle === undefined && verdict.kind === 'fits' && text.trim() !== worded.before.trim()

  function handleSend(): void {
    if (canSend && !isPending) {
      send()
    }
  }

  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <form
        className="form"
        data-focus-group="comment"
        onSubmit={(event) => {
          event.preventDefault()
          handleSend()
        }}
      >
        <p className="muted">
          {hint}
          {isBegun ? ' You began this before; it was kept in this browser.' : null}
        </p>
        <textarea
          ref={field}
          // What stands there is written on.
          onFocus={({ currentTarget }) => currentTarget.setSelectionRange(text.length, text.length)}
          data-autofocus
          dir="auto"
          rows={4}
          className="ask-text"
          aria-label={title}
          value={text}
          // What is on its way is not changed; the focus stays.
          readOnly={isPending}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isSendPress(event.nativeEvent)) {
              event.preventDefault()
              handleSend()
            }
          }}
        />
        <div className="ask-foot">
          {isPending ? null : <EmojiButton field={field} onText={setText} isInDialog />}
          <output className="counter" data-level={verdict.kind === 'too-long' ? 'over' : 'plain'}>
            {verdict.kind === 'too-long' ? `${verdict.excess} too many. Shorten the text.` : `${text.length} / ${MESSAGE_LIMIT}`}
          </output>
        </div>
        <FormError message={obstacle ?? (isPending ? undefined : problem)} />
        <div className="buttons">
          <Button type="submit" variant="filled" disabled={!canSend} aria-disabled={isPending}>
            {isPending ? doing : button}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Modal>
  )
}
