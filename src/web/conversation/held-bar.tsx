import { Button } from '@mantine/core'
import { IconArrowBackUp, IconSend } from '@tabler/icons-react'
import { UNDO_KEYS } from '../keys/key-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import type { Held } from './use-held.ts'

/** What one has just sent: until when it can be had back, and that it need not wait. */
export function HeldBar({ held }: { readonly held: Held | undefined }) {
  if (held === undefined) {
    return null
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
          onClick={held.takeBack}
        >
          Undo
        </Button>
        <Button
          size="xs"
          variant="quiet"
          disabled={held.isBusy}
          leftSection={<IconSend size={16} aria-hidden="true" />}
          onClick={held.sendNow}
        >
          Send now
        </Button>
      </span>
    </div>
  )
}
