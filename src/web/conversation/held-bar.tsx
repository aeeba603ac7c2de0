import { Button } from '@mantine/core'
import { IconArrowBackUp, IconSend } from '@tabler/icons-react'
import { UNDO_KEYS } from '../keys/key-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import type { Held } from './use-held.ts'

type HeldBarProps = {
  readonly held: Held | undefined
  /** Whether the field is there in which a key does the same. */
  readonly isByKey: boolean
  /** The words are given back to what one writes to the customer. */
  readonly onUndo: () => void
  /** The bar goes with what is pressed in it. */
  readonly onSendNow: () => void
}

/** What one has just sent: until when it can be had back, and that it need not wait. */
export function HeldBar({ held, isByKey, onUndo, onSendNow }: HeldBarProps) {
  if (held === undefined) {
    return null
  }

  return (
    <div className="held-bar">
      <span className="num">Sends in {held.seconds} s</span>
      <span className="buttons">
        <Button
          size="xs"
          // Disabled it would lose the focus, which goes on to where one writes.
          aria-disabled={held.isBusy}
          leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
          rightSection={isByKey ? <Kbd>{UNDO_KEYS}</Kbd> : null}
          onClick={() => {
            held.takeBack()
            onUndo()
          }}
        >
          Undo
        </Button>
        <Button
          size="xs"
          variant="quiet"
          aria-disabled={held.isBusy}
          leftSection={<IconSend size={16} aria-hidden="true" />}
          onClick={() => {
            held.sendNow()
            onSendNow()
          }}
        >
          Send now
        </Button>
      </span>
    </div>
  )
}
