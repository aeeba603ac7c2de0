import { Popover } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useKeyHint } from '../../keys/letter-keys.ts'
import { useShortcut } from '../../keys/shortcuts.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SkeletonBars } from '../../ui/skeleton.tsx'
import { insertAtCaret } from './insert-at-caret.ts'

const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).EmojiPicker }))

type EmojiButtonProps = {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onText: (text: string) => void
}

/** Offers emoji for the text of a field: by button or key, then by name and arrows. One goes where the caret stood, and the focus back there. */
export function EmojiButton({ field, onText }: EmojiButtonProps) {
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

  // Escape leaves the emoji only.
  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
  }

  useShortcut('emoji', open)

  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="top-start"
      offset={6}
      radius="lg"
      shadow="lg"
      trapFocus
      // What fades out could take the focus back that whoever writes on has.
      transitionProps={{ duration: 0 }}
      closeOnEscape={false}
      portalProps={{ target: '#sheet' }}
    >
      <Popover.Target>
        <IconButton label="Emoji" keys={useKeyHint('emoji')} onClick={() => (isOpen ? close() : open())}>
          <IconMoodSmile size={18} aria-hidden="true" />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown className="emoji-sheet" aria-label="Emoji" onKeyDown={handleKeyDown}>
        <Suspense fallback={<SkeletonBars label="Loading emoji" />}>
          <EmojiPicker onPick={pick} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
