import { Button } from '@mantine/core'
import { IconArrowBackUp, IconSend } from '@tabler/icons-react'
import { UNDO_KEYS } from '../keys/key-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import type { Held } from './use-held.ts'

type HeldBarProps = {
  readonly held: Held | undefined
  /** The bar goes with what is pressed in it. */
  readonly onPress: () => void
}

/** What one has just sent: until when it can be had back, and that it need not wait. */
export function HeldBar({ held, onPress }: HeldBarProps) {
  if (held === undefined) {
    return null
  }

  function press(act: () => void): void {
    act()
    onPress()
  }

  return (
    <div className="held-bar">
      <span className="num">Sends in {held.seconds} s</span>
      <span className="buttons">
        <Button
          size="xs"
          disabled={held.isBusy}
          leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
          rightSection={<Kbd>{UNDO_KEYS}</Kbd>}
          onClick={() => press(held.takeBack)}
        >
          Undo
        </Button>
        <Button
          size="xs"
          variant="quiet"
          disabled={held.isBusy}
          leftSection={<IconSend size={16} aria-hidden="true" />}
          onClick={() => press(held.sendNow)}
        >
          Send now
        </Button>
      </span>
    </div>
  )
}
