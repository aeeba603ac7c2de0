import { Button } from '@mantine/core'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { useSendKeys } from '../keys/enter-sends.ts'
import { useWritingKeys } from '../keys/use-writing-keys.ts'
import { EmojiButton } from './emoji/emoji-button.tsx'
import { Kbd } from '../ui/kbd.tsx'

type WritingFormProps = {
  readonly label: string
  readonly fieldLabel: string
  readonly placeholder: string
  readonly sendLabel: string
  readonly sendVariant?: 'filled' | 'human'
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly canSend: boolean
  readonly counter: ReactNode
  /** What goes out with the text, above it. */
  readonly above?: ReactNode
  /** What can be tapped, below it. */
  readonly below?: ReactNode
  /** What can be added to it. */
  readonly tools?: ReactNode
  readonly onText: (text: string) => void
  readonly onSend: () => void
  /** What one has just sent can be had back. */
  readonly onUndo?: (() => void) | undefined
  readonly onLeave: () => void
}

/** A field, what may be added, how much fits, and the button that sends. */
export function WritingForm(props: WritingFormProps) {
  const {
    label,
    fieldLabel,
    placeholder,
    sendLabel,
    sendVariant = 'filled',
    field,
    text,
    canSend,
    counter,
    above,
    below,
    tools,
    onText,
    onSend,
    onUndo,
    onLeave,
  } = props
  const sendKeys = useSendKeys()
  const { onSubmit, onKeyDown } = useWritingKeys({ canSend: true, onSend: handleSend, onLeave })

  /** The field has the focus again, also where nothing can be sent. */
  function handleSend(): void {
    if (canSend) {
      onSend()
    }
    field.current?.focus()
  }

  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && text === '' && onUndo !== undefined) {
      event.preventDefault()
      onUndo()
    } else {
      onKeyDown(event)
    }
  }

  return (
    <form aria-label={label} onSubmit={onSubmit}>
      {above}
      <textarea
        ref={field}
        data-focus-home="composer"
        dir="auto"
        rows={2}
        aria-label={fieldLabel}
        aria-describedby="composer-counter"
        placeholder={placeholder}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={handleKeyDown}
      />
      {below}
      <div className="composer-foot">
        <EmojiButton field={field} onText={onText} />
        {tools}
        <span className="end">
          {counter}
          <Button type="submit" variant={sendVariant} disabled={!canSend} rightSection={<Kbd>{sendKeys}</Kbd>}>
            {sendLabel}
          </Button>
        </span>
      </div>
    </form>
  )
}
