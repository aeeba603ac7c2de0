import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { FormError } from '../../ui/form-error.tsx'
import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'

type DeleteProps = { readonly isOpen: boolean; readonly onDelete: () => void; readonly onCancel: () => void }

/** Deleting cannot be undone on Facebook. */
export function DeleteDialog({ isOpen, onDelete, onCancel }: DeleteProps) {
  return (
    <Modal opened={isOpen} onClose={onCancel} title="Delete it on Facebook?" size={440} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <div className="form" data-focus-group="comment">
        <p className="muted">This cannot be undone. Nobody on Facebook sees it any more; the text stays in our record.</p>
        <div className="buttons">
          <Button variant="danger" onClick={onDelete}>
            Delete
          </Button>
          <Button data-autofocus onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}

type AskProps = {
  readonly title: string
  readonly hint: string
  readonly button: string
  readonly text: string
  /** Why it cannot be done, should that turn out while somebody writes. What was written stays. */
  readonly obstacle: string | undefined
  readonly onDone: (text: string) => void
  readonly onCancel: () => void
}

/** Asks for the words of an edit or a private reply. */
export function AskDialog({ title, hint, button, text: before, obstacle, onDone, onCancel }: AskProps) {
  const [text, setText] = useState(before)
  const verdict = judgeLength(text)
  const canSend = obstacle === undefined && verdict.kind === 'fits' && text.trim() !== before.trim()
  return (
    <Modal opened onClose={onCancel} title={title} size={480} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <form
        className="form"
        data-focus-group="comment"
        onSubmit={(event) => {
          event.preventDefault()
          if (canSend) {
            onDone(text)
          }
        }}
      >
        <p className="muted">{hint}</p>
        <textarea
          data-autofocus
          dir="auto"
          rows={4}
          className="ask-text"
          aria-label={title}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canSend) {
              event.preventDefault()
              onDone(text)
            }
          }}
        />
        <output className="counter" data-level={verdict.kind === 'too-long' ? 'over' : 'plain'}>
          {verdict.kind === 'too-long' ? `${verdict.excess} too many. Shorten the text.` : `${text.length} / ${MESSAGE_LIMIT}`}
        </output>
        <FormError message={obstacle} />
        <div className="buttons">
          <Button type="submit" variant="filled" disabled={!canSend}>
            {button}
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </form>
    </Modal>
  )
}
