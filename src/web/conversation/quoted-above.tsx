import { IconArrowBackUp, IconX } from '@tabler/icons-react'
import { IconButton } from '../ui/icon-button.tsx'
import { useQuoting } from './quoting.ts'

/** The message that one replies to, above the text. */
export function QuotedAbove({ ticketId, onDrop }: { readonly ticketId: string; readonly onDrop: () => void }) {
  const quoting = useQuoting(ticketId)
  return quoting === undefined ? null : (
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
