import type { Ticket } from '../api/types.ts'
import { deadlineView, privateReplyTitle } from '../conversation/deadline-view.ts'
import { hasWindow } from '../conversation/public/place-words.ts'
import { useWriting } from '../conversation/use-writing.ts'
import { useNow } from '../ui/use-now.ts'
import { WindowChip } from '../ui/window-chip.tsx'

/** What ends next in a ticket, named after its reason, and how long that is; nothing where nothing ends. */
export function TicketDeadline({ ticket }: { readonly ticket: Ticket }) {
  const { chip, words } = useWriting(ticket, 10_000)
  const isThere = deadlineView(ticket, useNow(10_000)) !== undefined
  const title = hasWindow(ticket) ? `${words.head}. ${words.body}` : privateReplyTitle(ticket, chip)
  return isThere ? <WindowChip level={chip.level} label={chip.label} share={chip.share} isByAd={chip.isByAd} title={title} /> : null
}
