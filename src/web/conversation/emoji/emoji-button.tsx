import { IconMoodSmile } from '@tabler/icons-react'
import { useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useKeyHint } from '../../keys/letter-keys.ts'
import { useShortcut } from '../../keys/shortcuts.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SmallSheet } from '../../ui/small-sheet.tsx'
import { AllEmoji } from './all-emoji.tsx'
import { insertAtCaret } from './insert-at-caret.ts'

type EmojiButtonProps = {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onText: (text: string) => void
  /** A dialog owns the keyboard: there it is the button alone. */
  readonly isInDialog?: boolean
}

/** Offers emoji for the text of a field: by button or key, then by name and arrows. One goes where the caret stood, and the focus back there. */
export function EmojiButton({ field, onText, isInDialog = false }: EmojiButtonProps) {
  const keyHint = useKeyHint('emoji')
  const [isOpen, setIsOpen] = useState(false)
  const caret = useRef({ start: 0, end: 0 })

  function open(): void {
    const at = field.current
    caret.current = { start: at?.selectionStart ?? 0, end: at?.selectionEnd ?? 0 }
    setIsOpen(true)
  }

  function close(): void {
    setIsOpen(false)
    back(caret.current)
  }

  /** Drawn at once, so that the caret can stand behind it before the next key comes. */
  function pick(emoji: string): void {
    const { text, caret: after } = insertAtCaret(field.current?.value ?? '', caret.current, emoji)
    flushSync(() => {
      setIsOpen(false)
      onText(text)
    })
    back({ start: after, end: after })
  }

  function back({ start, end }: { readonly start: number; readonly end: number }): void {
    field.current?.focus()
    field.current?.setSelectionRange(start, end)
  }

  useShortcut('emoji', open, !isInDialog)

  return (
    <SmallSheet
      isOpen={isOpen}
      label="Emoji"
      className="emoji-sheet"
      position="top-start"
      isInDialog={isInDialog}
      onClose={close}
      target={
        <IconButton label="Emoji" keys={isInDialog ? undefined : keyHint} onClick={() => (isOpen ? close() : open())}>
          <IconMoodSmile size={18} aria-hidden="true" />
        </IconButton>
      }
    >
      <AllEmoji onPick={pick} />
    </SmallSheet>
  )
}
