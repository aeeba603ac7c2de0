import { IconArrowBackUp, IconX } from '@tabler/icons-react'
import { IconButton } from '../ui/icon-button.tsx'
import type { Quoting } from './kept-quote.ts'

/** The message that one replies to, above the text. */
export function QuotedAbove({ quoting, onDrop }: { readonly quoting: Quoting; readonly onDrop: () => void }) {
  return (
    <div className="replying">
      <IconArrowBackUp size={16} aria-hidden="true" />
      <span className="ellipsis" dir="auto">
        <b>Replying to {quoting.by}</b> {quoting.words}
      </span>
      <IconButton label="Do not quote" keys="Esc" onClick={onDrop}>
        <IconX size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
